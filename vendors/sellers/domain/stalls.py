"""What is changed about a stall: its face, its address, whether it is open."""

from django.db import transaction

from commerce.jobs.domain.announce import announce

from ..models import Seller
from ..models.seller import SellerState
from ..signals import seller_changed, stall_turned


def save_stall(*, seller: Seller) -> Seller:
    """Keep the seller as it is now, new or changed; another address is announced as `sellers.stall_moved`."""
    with transaction.atomic():
        known = Seller.objects.select_for_update(no_key=True).filter(pk=seller.pk).first() if seller.pk else None
        seller.save()
        _tell(seller, is_turned=bool(known and known.state != seller.state))
        if known and known.slug != seller.slug:
            announce("sellers.stall_moved", seller=seller.public_id, old_path=known.get_absolute_url())
    return seller


def put(*, seller: Seller, state: SellerState) -> None:
    """Give a stall another state; shoppers see or miss its goods with the same commit."""
    with transaction.atomic():
        Seller.objects.filter(pk=seller.pk).update(state=state)
        seller.state = state
        _tell(seller, is_turned=True)


def _tell(seller: Seller, *, is_turned: bool) -> None:
    seller_changed.send(sender=Seller, seller_id=seller.pk)
    if is_turned:
        stall_turned.send(sender=Seller, seller_id=seller.pk)
