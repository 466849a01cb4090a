"""When a shopper is asked for reviews: once an order, some days after the last of its parcels has arrived."""

from datetime import timedelta

from django.conf import settings

from commerce.jobs.domain import enqueue

from ..models import SellerOrder
from ..states import SellerOrderState

ENDED = (SellerOrderState.DELIVERED, SellerOrderState.CANCELLED)


def plan(*, part: SellerOrder) -> bool:
    """Have the letter sent in time, unless another parcel of the order is still to come. Whether it is planned."""
    order = part.order
    if order.parts.exclude(state__in=ENDED).exists():
        return False
    after = timedelta(days=settings.REVIEW_INVITATION_DAYS)
    enqueue("orders.send_review_invitation", dedupe=f"review:{order.public_id}", after=after, order=order.public_id)
    return True
