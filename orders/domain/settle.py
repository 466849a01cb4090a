"""Money came in: the order is paid, or what was paid goes back. Called by the browser's return, by the job that the
payment's capture enqueued, by the sweeper and by staff; in any order, any number of times."""

import logging
from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.domain import reservations
from catalog.domain.reservations import Wanted
from catalog.domain.sales import count_sold
from catalog.errors import SoldOut
from commerce.jobs.domain import announce, enqueue, spare
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.logs import told_on_commit
from payments.domain import bills, closing
from payments.models import Payment
from payments.states import PaymentState

from ..models import Order, OrderLine, SellerOrder
from ..models.event import Audience
from ..states import OrderState, SellerOrderState
from . import collecting, downloads, invoices, refunds
from .moves import move

log = logging.getLogger("shop.order")
INVOICED = (SellerOrderState.CONFIRMED, SellerOrderState.SHIPPED, SellerOrderState.DELIVERED)
JOB, CONFIRM = "orders.settle", "orders.confirm"  # when the money has come, when it is promised


def settle(*, order: Order) -> Order:
    """Bring the order in line with its payment. Returns it as it is now. May raise StockBusy: try again."""
    # The two seconds that stock may be waited for also count for the sellers' rows behind it.
    with reservations.short_waits(), transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        payment = Payment.objects.get(pk=locked.payment_id)
        if payment.state not in (PaymentState.AUTHORISED, PaymentState.CAPTURED):
            return locked
        came = payment.state == PaymentState.CAPTURED
        _as_paid(locked, payment)
        if locked.state in (OrderState.PENDING, OrderState.EXPIRED):
            locked = _fill(locked, OrderState.PAID if came else OrderState.CONFIRMED)
        elif came and locked.state == OrderState.CONFIRMED:
            locked = _paid(locked)
        elif came and locked.state == OrderState.CANCELLED:
            refunds.refund_rest(order=locked, actor="shop", reason=_("The order had been cancelled."))
        spare(f"{JOB if came else CONFIRM}:{locked.public_id}")
        return locked


def _as_paid(order: Order, payment: Payment) -> None:
    """The way that was paid may have cost another fee than the one chosen last."""
    more = payment.amount_minor - order.total_minor
    if more:
        order.fee_minor, order.total_minor = order.fee_minor + more, payment.amount_minor
        order.save(update_fields=["fee_minor", "total_minor"])


def _fill(order: Order, to: OrderState) -> Order:
    """The goods become the shopper's; where they are gone, the money goes back."""
    parts = list(order.parts.prefetch_related("lines"))
    wanted = [
        Wanted(line.variant_id, line.quantity, part.public_id)
        for part in parts for line in part.lines.all() if line.variant_id
    ]  # fmt: skip
    try:
        with transaction.atomic():
            reservations.allocate(checkout=order.checkout, wanted=wanted, actor="shop")
    except SoldOut:
        return _unfillable(order)
    for part in parts:
        move(part, SellerOrderState.CONFIRMED, actor="shop", audience=Audience.SELLER)
    order = _paid(order) if to == OrderState.PAID else _promised(order, parts)
    OrderLine.objects.filter(order=order, is_digital=True).update(fetch_until=downloads.until())
    count_sold(_units(wanted))
    enqueue("orders.send_confirmation", dedupe=f"confirmation:{order.public_id}", order=order.public_id)
    return order


def _paid(order: Order) -> Order:
    """The money is there: each parcel that was not given back has its invoice now."""
    order = move(order, OrderState.PAID, actor="shop", paid_at=DatabaseNow(), is_locked=True)
    parts = order.parts.filter(state__in=INVOICED)
    for part in sorted(parts, key=lambda part: part.seller_id):  # sellers' rows are locked in one order by all
        invoices.issue(part=part)
    announce("orders.paid", order=order.public_id)
    told_on_commit(log, "order paid", order=order.public_id, number=order.number)
    return order


def _promised(order: Order, parts: list[SellerOrder]) -> Order:
    order = move(order, OrderState.CONFIRMED, actor="shop", is_locked=True)
    collecting.expect(order=order, parts=parts)
    return order


def _unfillable(order: Order) -> Order:
    reason = _("It was sold out before your payment arrived. All of it goes back to you.")
    reservations.release(checkout=order.checkout)
    bills.cancel(payment=order.payment, actor="shop", reason=reason)  # what is only set aside is given up
    closing.close_all(payment=order.payment, actor="shop")
    order = move(order, OrderState.UNFILLABLE, actor="shop", reason=reason, ended_at=DatabaseNow(), is_locked=True)
    for part in order.parts.all():
        move(part, SellerOrderState.CANCELLED, actor="shop", audience=Audience.SELLER)
    refunds.refund_rest(order=order, actor="shop", reason=reason)
    announce("orders.cancelled", order=order.public_id)
    enqueue("orders.send_cancelled", dedupe=f"cancelled:{order.public_id}", order=order.public_id, reason=reason)
    told_on_commit(log, "paid but sold out", level=logging.ERROR, order=order.public_id, number=order.number)
    return order


def _units(wanted: list[Wanted]) -> Counter[int]:
    """Units by variant."""
    units: Counter[int] = Counter()
    for want in wanted:
        units[want.variant_id] += want.quantity
    return units
