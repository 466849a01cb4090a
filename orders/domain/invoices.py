"""Invoice numbers: without gaps per seller, given in the transaction that marks the order paid."""

from ..models import Invoice, SellerOrder
from .seller_numbers import following


def issue(*, part: SellerOrder) -> Invoice:
    """The invoice of a seller order; the same one when it has one. The seller's row is the lock, in the caller's
    transaction."""
    number = following(Invoice, seller_id=part.seller_id)
    found = Invoice.objects.filter(part=part).first()
    return found or Invoice.objects.create(part=part, seller_id=part.seller_id, sequence=number)
