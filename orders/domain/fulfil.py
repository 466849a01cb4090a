"""A seller's parcel goes out and arrives."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.domain import stock
from commerce.jobs.domain import announce, enqueue
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import Refused
from payments.domain import collecting, taking
from payments.models import Payment
from payments.states import PaymentState

from ..models import Order, SellerOrder
from ..models.event import Audience
from ..states import OrderState, SellerOrderState
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
        courier, number = tracking.get("carrier", ""), tracking.get("tracking_number", "")
        collecting.note_tracking(reference=part.public_id, courier=courier, tracking=number)
        announce("orders.shipped", part=part.public_id)
    return part


def deliver(*, part: SellerOrder, actor: str) -> SellerOrder:
    """The parcel arrived, and cash that it brings was paid. Raises IllegalMove."""
    with transaction.atomic():
        part = move(part, SellerOrderState.DELIVERED, actor=actor, delivered_at=DatabaseNow())
        collecting.collected(reference=part.public_id, actor=actor)
        announce("orders.delivered", part=part.public_id)
    return part


def come_back(*, part: SellerOrder, actor: str, reason: str) -> SellerOrder:
    """A parcel whose cash nobody paid came back: its units are in the house again, and nothing is due for it. The last
    one of an order that nobody paid anything of ends the order. Raises IllegalMove, Refused without a reason or for a
    parcel that was paid beforehand."""
    if not reason.strip():
        raise Refused(_("Say why it came back."), code="reason_missing")
    with transaction.atomic():
        order = Order.objects.select_for_update().get(pk=part.order_id)
        if not collecting.is_expected(part.public_id):
            raise Refused(_("This parcel was paid beforehand. Refund it instead."), code="paid_beforehand")
        part = move(part, SellerOrderState.RETURNED, actor=actor, reason=reason, audience=Audience.SELLER)
        stock.take_back(reference=part.public_id, actor=actor, reason=reason)
        collecting.refused(reference=part.public_id, actor=actor, why=reason)
        payment = Payment.objects.get(pk=order.payment_id)
        if order.state == OrderState.CONFIRMED and payment.state == PaymentState.CANCELLED:
            move(order, OrderState.CANCELLED, actor=actor, reason=reason, ended_at=DatabaseNow(), is_locked=True)
            announce("orders.cancelled", order=order.public_id)
    return part
