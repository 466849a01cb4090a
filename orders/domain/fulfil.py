"""A seller's parcel goes out and arrives."""

from typing import Any

from django.db import transaction

from catalog.domain import stock
from commerce.jobs.domain import announce, enqueue
from commerce.kernel.clock import DatabaseNow
from payments.domain import taking

from ..models import SellerOrder
from ..states import SellerOrderState
from .moves import move


def ship(
    *, part: SellerOrder, actor: str, carrier: str = "", tracking_number: str = "", tracking_url: str = ""
) -> SellerOrder:
    """The parcel left the house: its units leave the stock, the shopper gets a mail. Raises IllegalMove."""
    with transaction.atomic():
        part = send_out(
            part=part, actor=actor, carrier=carrier, tracking_number=tracking_number, tracking_url=tracking_url
        )
        enqueue("orders.send_shipped", dedupe=f"shipped:{part.public_id}", part=part.public_id)
    return part


def send_out(*, part: SellerOrder, actor: str, **tracking: Any) -> SellerOrder:
    """The same without a letter, for what the shopper fetches by hand. What is set aside for the order is taken now.
    Raises IllegalMove."""
    with transaction.atomic():
        part = move(part, SellerOrderState.SHIPPED, actor=actor, shipped_at=DatabaseNow(), **tracking)
        stock.send_out(reference=part.public_id, actor=actor)
        taking.want(payment=part.order.payment)
        announce("orders.shipped", part=part.public_id)
    return part


def deliver(*, part: SellerOrder, actor: str) -> SellerOrder:
    """The parcel arrived. Raises IllegalMove."""
    with transaction.atomic():
        part = move(part, SellerOrderState.DELIVERED, actor=actor, delivered_at=DatabaseNow())
        announce("orders.delivered", part=part.public_id)
    return part
