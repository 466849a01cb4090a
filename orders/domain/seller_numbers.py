"""Numbers of a seller's papers: from 1, without a gap, a series for each kind of paper."""

from django.db.models import Max

from vendors.sellers.models import Seller

from ..models import CreditNote, Invoice


def following(papers: type[Invoice] | type[CreditNote], *, seller_id: int) -> int:
    """The next number of a series. The seller's row is locked until the transaction ends, so that nobody else takes the
    same."""
    Seller.objects.select_for_update(no_key=True).get(pk=seller_id)
    return (papers._default_manager.filter(seller_id=seller_id).aggregate(last=Max("sequence"))["last"] or 0) + 1
