"""Invoice numbers: without gaps per seller, given in the transaction that marks the order paid."""

from django.db import transaction
from django.db.models import Max

from vendors.sellers.models import Seller

from ..models import Invoice, SellerOrder


def issue(*, part: SellerOrder) -> Invoice:
    """The invoice of a seller order; the same one when it has one. The seller's row is the lock."""
    with transaction.atomic():
        Seller.objects.select_for_update(no_key=True).get(pk=part.seller_id)
        found = Invoice.objects.filter(part=part).first()
        if found:
            return found
        last = Invoice.objects.filter(seller_id=part.seller_id).aggregate(last=Max("sequence"))["last"] or 0
        return Invoice.objects.create(part=part, seller_id=part.seller_id, sequence=last + 1)
