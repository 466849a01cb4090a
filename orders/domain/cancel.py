"""Cancelling before anything was sent: goods back, money back, everyone told (O07)."""

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.domain import reservations, stock
from commerce.jobs.domain import announce, enqueue
from commerce.kernel.clock import DatabaseNow
from payments.domain import bills, closing

from ..errors import TooLate
from ..models import Order
from ..models.event import Audience
from ..states import ACCEPTED, OrderState, SellerOrderState
from . import collecting, refunds
from .moves import move


def cancel_order(*, order: Order, actor: str, reason: str = "", tell: bool = True) -> Order:
    """Cancel the whole order. What was paid goes back by a refund made in this transaction, and what was only set aside
    is given up. Raises TooLate."""
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        if not locked.can_be_cancelled:
            raise TooLate(_("A parcel is already on its way, or a file was downloaded. Parcels can be sent back."))
        was_paid, had_goods = locked.state == OrderState.PAID, locked.state in ACCEPTED
        for part in locked.parts.order_by("pk"):
            if had_goods:
                stock.put_back(reference=part.public_id, actor=actor, reason=_("order cancelled"))
            move(part, SellerOrderState.CANCELLED, actor=actor, reason=reason, audience=Audience.SELLER)
        locked = move(locked, OrderState.CANCELLED, actor=actor, reason=reason, ended_at=DatabaseNow())
        if was_paid:
            refunds.refund_rest(order=locked, actor=actor, reason=reason or _("The order was cancelled."))
        else:
            reservations.release(checkout=locked.checkout)
            collecting.call_off(order=locked, actor=actor, why=reason)
            bills.cancel(payment=locked.payment, actor=actor, reason=reason)
            closing.close_all(payment=locked.payment, actor=actor)
        announce("orders.cancelled", order=locked.public_id)
        if tell:
            enqueue(
                "orders.send_cancelled", dedupe=f"cancelled:{locked.public_id}", order=locked.public_id, reason=reason
            )
    return locked
