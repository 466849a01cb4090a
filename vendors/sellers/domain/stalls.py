"""Opening and closing a stall."""

from django.db import transaction

from ..models import Seller
from ..models.seller import SellerState
from ..signals import seller_changed


def put(*, seller: Seller, state: SellerState) -> None:
    """Give a stall another state; shoppers see or miss its goods with the same commit."""
    with transaction.atomic():
        Seller.objects.filter(pk=seller.pk).update(state=state)
        seller.state = state
        tell(seller)


def tell(seller: Seller) -> None:
    """Tell the apps above that this stall is not what it was."""
    seller_changed.send(sender=Seller, seller_id=seller.pk)
