"""The one function of this app that moves a state; each move is a line of the payment's history and of the log."""

import logging
from typing import Any, TypeVar

from commerce.kernel import states
from commerce.kernel.logs import told_on_commit

from ..models import (
    BankTransfer,
    CashPromise,
    Collection,
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
}  # fmt: skip
Moved = TypeVar("Moved", Payment, PaymentAttempt, Refund, BankTransfer, CashPromise, Collection, PaymentRequest)


def move(row: Moved, to: str, *, actor: str, reason: str = "", is_locked: bool = False, **changes: object) -> Moved:
    """Move a payment, attempt, refund, transfer or request to state `to` and set `changes` with it. `is_locked` is
    that of `kernel.states.move`. Raises IllegalMove."""

    def record(moved: Moved, before: str, after: str) -> None:
        payment_id = _payment_of(moved).pk
        PaymentEvent.objects.create(
            payment_id=payment_id, subject=moved.public_id, before=before, after=after, actor=actor, reason=reason[:300]
        )

        _tell(moved, before, after)

    return states.move(row, to, record=record, changes=changes, is_locked=is_locked)


def _payment_of(moved: Moved) -> Payment:
    match moved:
        case Payment():
            return moved
        case BankTransfer() | CashPromise():
            return moved.attempt.payment
        case Collection():
            return moved.promise.attempt.payment
    return moved.payment


def _tell(moved: Moved, before: str, after: str) -> None:
    told_on_commit(
        log, KINDS[type(moved)], order=_payment_of(moved).reference, subject=moved.public_id, before=before,
        after=after, **_amount(moved),
    )  # fmt: skip


def _amount(moved: Moved) -> dict[str, Any]:
    match moved:
        case CashPromise():
            return {}
        case BankTransfer():
            return {"minor": moved.received_minor, "currency": moved.currency}
    return {"minor": moved.amount_minor, "currency": moved.currency}
