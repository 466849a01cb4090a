"""The one function of this app that moves a state; each move is a line of the payment's history and of the log."""

import logging
from typing import Any, TypeVar

from commerce.kernel import states
from commerce.kernel.logs import told_on_commit

from ..models import (
    BankTransfer,
    CashPromise,
    Collection,
    Dispute,
    Payment,
    PaymentAttempt,
    PaymentEvent,
    PaymentRequest,
    Refund,
)

log = logging.getLogger("shop.payment")
KINDS = {
    Payment: "payment", PaymentAttempt: "payment attempt", Refund: "refund", BankTransfer: "bank transfer",
    CashPromise: "cash on delivery", Collection: "cash of a parcel", PaymentRequest: "payment request",
    Dispute: "dispute",
}  # fmt: skip
Moved = TypeVar(
    "Moved", Payment, PaymentAttempt, Refund, BankTransfer, CashPromise, Collection, PaymentRequest, Dispute
)


def move(row: Moved, to: str, *, actor: str, reason: str = "", is_locked: bool = False, **changes: object) -> Moved:
    """Move a payment or something that belongs to one to state `to` and set `changes` with it. `is_locked` is that of
    `kernel.states.move`. Raises IllegalMove."""

    def record(moved: Moved, before: str, after: str) -> None:
        if payment := _payment_of(moved):
            PaymentEvent.objects.create(
                payment=payment, subject=moved.public_id, before=before, after=after, actor=actor, reason=reason[:300]
            )
        _tell(moved, before, after)

    return states.move(row, to, record=record, changes=changes, is_locked=is_locked)


def _payment_of(moved: Moved) -> Payment | None:
    """None for a dispute of a charge that we do not know."""
    match moved:
        case Payment():
            return moved
        case BankTransfer() | CashPromise():
            return moved.attempt.payment
        case Collection():
            return moved.promise.attempt.payment
    return moved.payment


def _tell(moved: Moved, before: str, after: str) -> None:
    payment = _payment_of(moved)
    told_on_commit(
        log, KINDS[type(moved)], order=payment.reference if payment else "", subject=moved.public_id, before=before,
        after=after, **_amount(moved),
    )  # fmt: skip


def _amount(moved: Moved) -> dict[str, Any]:
    match moved:
        case CashPromise():
            return {}
        case BankTransfer():
            return {"minor": moved.received_minor, "currency": moved.currency}
    return {"minor": moved.amount_minor, "currency": moved.currency}
