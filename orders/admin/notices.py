"""How an order and a parcel stand, in sentences: what has happened, and whether somebody has to do something."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text
from commerce.kernel.staff import Notice
from payments.models import Payment
from payments.states import DISPUTES_LOST, DISPUTES_OPEN, AttemptState, RefundState

from ..models import Order, SellerOrder
from ..states import OrderState, SellerOrderState

PARCELS = {
    SellerOrderState.PENDING: ("info", gettext_lazy("Not paid yet. Nothing is to be sent.")),
    SellerOrderState.SHIPPED: ("info", gettext_lazy("On its way to the shopper.")),
    SellerOrderState.DELIVERED: ("success", gettext_lazy("Arrived.")),
    SellerOrderState.RETURNED: (
        "info", gettext_lazy("Nobody paid at the door. It came back, and its goods are in stock again."),
    ),
    SellerOrderState.CANCELLED: ("info", gettext_lazy("Cancelled with its order. Nothing is to be sent.")),
}  # fmt: skip


def of_order(order: Order) -> list[Notice]:
    found = [order_words(order)]
    if not order.payment:
        return found
    unsent = any(is_unsent(part) for part in order.parts.all())
    return [*found, *of_payment(order.payment), *of_disputes(order.payment, unsent=unsent)]


def order_words(order: Order) -> Notice:
    match OrderState(order.state):
        case OrderState.PENDING:
            return Notice("info", _("Not paid yet. The goods are kept for the shopper until the hold ends."))
        case OrderState.CONFIRMED:
            return confirmed_words(order)
        case OrderState.PAID:
            return paid_words({part.state for part in order.parts.all()} - {SellerOrderState.CANCELLED})
        case OrderState.EXPIRED:
            return Notice("info", _("Not paid in time. The goods are free again. Money that still comes is noticed."))
        case OrderState.UNFILLABLE:
            return Notice("warning", _("The money came after the goods were gone. It goes back to the shopper."))
    return Notice("info", _("Cancelled. The goods are free again."))


def confirmed_words(order: Order) -> Notice:
    if order.is_to_be_paid:
        return Notice("problem", _("What was promised has lapsed. Ask the shopper to pay again before it is sent."))
    return Notice("info", _("The payment is promised: it is taken when a parcel is sent, or on delivery."))


def paid_words(parts: set[str]) -> Notice:
    """A paid order by the states of the parcels that are not cancelled."""
    if parts == {SellerOrderState.DELIVERED}:
        return Notice("success", _("Paid, and everything has arrived."))
    if SellerOrderState.SHIPPED in parts and SellerOrderState.CONFIRMED not in parts:
        return Notice("success", _("Paid, and every parcel is sent."))
    return Notice("success", _("Paid. The sellers pack and send their parcels."))


def of_payment(payment: Payment) -> Iterator[Notice]:
    states = {attempt.state for attempt in payment.attempts.all()}
    if AttemptState.SENT in states:
        yield Notice(
            "warning", _("We asked the provider and do not know the outcome. Ask again before you do anything.")
        )
    if AttemptState.MISMATCH in states:
        yield Notice("problem", _("The provider took another amount than we asked for. Compare both and refund."))
    if payment.refunded_minor:
        amount = money_text(Money(payment.refunded_minor, payment.currency))
        yield Notice("info", _("%(amount)s went back to the shopper.") % {"amount": amount})
    for refund in payment.refunds.all():
        if refund.state == RefundState.FAILED:
            amount = money_text(refund.amount)
            yield Notice(
                "problem", _("The refund of %(amount)s failed: %(error)s") % {"amount": amount, "error": refund.error}
            )


def of_disputes(payment: Payment, *, unsent: bool) -> Iterator[Notice]:
    """Disputes and warnings of fraud, and what they mean for parcels that are still here."""
    for dispute in payment.disputes.all():
        words = {"dispute": dispute, "state": dispute.get_state_display()}
        if dispute.state in DISPUTES_OPEN:
            yield Notice("problem", _("The shopper's bank disputes the payment: %(dispute)s, %(state)s.") % words)
            if unsent:
                yield Notice("problem", _("Do not send parcels of this order before the dispute is decided."))
        elif dispute.state in DISPUTES_LOST:
            yield Notice("warning", _("A dispute was lost: %(dispute)s. The shopper has that money back.") % words)
            if unsent:
                yield Notice("problem", _("Do not send what the shopper has the money back for."))
    if any(attempt.fraud_warnings.all() for attempt in payment.attempts.all()):
        yield Notice("warning", _("The card's bank warns of fraud. Look at the payment before anything is sent."))


def is_unsent(part: SellerOrder) -> bool:
    return part.state == SellerOrderState.CONFIRMED and not part.is_digital


def of_parcel(part: SellerOrder) -> list[Notice]:
    found = parcel_words(part)
    if part.order.payment and is_unsent(part):
        found += of_disputes(part.order.payment, unsent=True)
    return found


def parcel_words(part: SellerOrder) -> list[Notice]:
    if part.state == SellerOrderState.CONFIRMED:
        return [waiting_words(part)]
    kind, words = PARCELS[SellerOrderState(part.state)]
    return [Notice(kind, str(words))]


def waiting_words(part: SellerOrder) -> Notice:
    """A parcel that can be sent, or its files fetched."""
    if part.is_digital:
        return Notice("info", _("Paid. The shopper can download it."))
    words = _("Paid and waiting to be sent by %(seller)s.")
    if part.order.state != OrderState.PAID:
        words = _("Waiting to be sent by %(seller)s. Payment follows.")
    return Notice("warning", words % {"seller": part.seller})
