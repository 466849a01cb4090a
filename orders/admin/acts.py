"""What staff may do with an order and a parcel in its present state: one domain call each."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commerce.kernel.money_text import money_text
from commerce.kernel.staff import Act, actor_of
from payments.domain import collecting
from payments.states import UNSETTLED, AttemptState

from ..domain import cancel, downloads, fulfil, pay, payment_links, refunds
from ..models import Order, SellerOrder
from ..states import OrderState, SellerOrderState
from .forms import LinkForm, ReasonForm, RefundForm, ShipmentForm

ASKED = (*UNSETTLED, AttemptState.AUTHORISED)


def of_order(order: Order) -> list[Act]:
    found = []
    if is_unclear(order):
        found.append(asking(order))
    if order.is_to_be_paid and order.total_minor:
        found.append(linking(order))
    if order.payment and order.payment.refundable.minor > 0:
        found.append(refunding(order))
    if order.state == OrderState.PAID and order.lines.filter(is_digital=True).exists():
        found.append(reopening(order))
    if order.can_be_cancelled:
        found.append(cancelling(order))
    return found


def of_parcel(part: SellerOrder) -> list[Act]:
    if part.state == SellerOrderState.CONFIRMED:
        return [] if part.is_digital else [shipping(part)]
    if part.state != SellerOrderState.SHIPPED:
        return []
    return [delivering(part), *([coming_back(part)] if collecting.is_expected(part.public_id) else [])]


def is_unclear(order: Order) -> bool:
    """Whether the provider may know more of this order's money than we do."""
    if not order.payment or order.state in (OrderState.PAID, OrderState.UNFILLABLE):
        return False
    return any(attempt.state in ASKED for attempt in order.payment.attempts.all())


def asking(order: Order) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        found = pay.look(order=order, actor=actor_of(request))
        return _("The provider was asked. The order is now: %(state)s.") % {"state": found.get_state_display()}

    words = _("We ask the payment provider what has become of this payment and note the answer. Nobody is charged.")
    return Act("question", _("Ask the provider now"), words, run)


def linking(order: Order) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        made = payment_links.ask(order=order, actor=actor_of(request), **values)
        return _("Send this link: %(address)s") % {"address": made.address}

    words = _(
        "Whoever has the link can pay %(total)s, and sees nothing else of the order. The goods are kept until it ends. "
        "While one is open, no second one is made."
    )
    words = words % {"total": money_text(order.total)}
    return Act("link", _("Ask for the payment by a link"), words, run, LinkForm)


def refunding(order: Order) -> Act:
    most = order.payment.refundable

    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        made = refunds.refund(order=order, actor=actor_of(request), **values)
        return _("The refund %(id)s is on its way.") % {"id": made.public_id}

    words = _("The money goes back to the card it came from; that cannot be taken back. At most %(most)s are left.")
    return Act(
        "refund",
        _("Refund"),
        words % {"most": money_text(most)},
        run,
        partial(RefundForm, order=order, most=most),
        is_destructive=True,
    )


def reopening(order: Order) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        downloads.reopen(order=order, actor=actor_of(request), reason=values["reason"])
        return _("The files can be downloaded again.")

    words = _("Each file can be downloaded %(times)d times in the next %(days)d days, whatever was before.")
    limits = {"times": settings.DOWNLOAD_TIMES, "days": settings.DOWNLOAD_DAYS}
    return Act("downloads", _("Open the downloads again"), words % limits, run, ReasonForm)


def cancelling(order: Order) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        cancel.cancel_order(order=order, actor=actor_of(request), reason=values["reason"])
        return _("Order %(number)s is cancelled.") % {"number": order.number}

    paid = order.state == OrderState.PAID
    words = _("All parcels are cancelled, the goods are free again, and %(money)s. The shopper gets a mail. No undo.")
    money = _("what was paid goes back to the shopper") if paid else _("the payment page is closed")
    return Act("cancellation", _("Cancel the order"), words % {"money": money}, run, ReasonForm, is_destructive=True)


def shipping(part: SellerOrder) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        fulfil.ship(part=part, actor=actor_of(request), **values)
        return _("Parcel %(part)s is on its way.") % {"part": part}

    words = _("The goods leave the stock and the shopper gets a mail with the tracking number. It cannot be undone.")
    return Act("shipment", _("Mark as sent"), words, run, ShipmentForm)


def delivering(part: SellerOrder) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        fulfil.deliver(part=part, actor=actor_of(request))
        return _("Parcel %(part)s has arrived.") % {"part": part}

    words = _("The parcel counts as arrived. It cannot be undone.")
    if collecting.is_expected(part.public_id):
        words = _("The parcel counts as arrived, and its cash as paid to the courier. It cannot be undone.")
    return Act("delivery", _("Mark as delivered"), words, run)


def coming_back(part: SellerOrder) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        fulfil.come_back(part=part, actor=actor_of(request), reason=values["reason"])
        return _("Parcel %(part)s came back.") % {"part": part}

    words = _("Nobody paid for it. Its goods are in stock again and nothing is due for it. It cannot be undone.")
    return Act("return", _("Came back unpaid"), words, run, ReasonForm, is_destructive=True)
