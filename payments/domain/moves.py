"""The one function of this app that moves a state; each move is a line of the payment's history and of the log."""

import logging
from typing import TypeVar

from commerce.kernel import states
from commerce.kernel.logs import told_on_commit

from ..models import BankTransfer, Payment, PaymentAttempt, PaymentEvent, Refund

log = logging.getLogger("shop.payment")
KINDS = {Payment: "payment", PaymentAttempt: "payment attempt", Refund: "refund", BankTransfer: "bank transfer"}
Moved = TypeVar("Moved", Payment, PaymentAttempt, Refund, BankTransfer)


def move(row: Moved, to: str, *, actor: str, reason: str = "", is_locked: bool = False, **changes: object) -> Moved:
    """Move a payment, attempt, refund or transfer to state `to` and set `changes` with it. `is_locked` is that of
    `kernel.states.move`. Raises IllegalMove."""

    def record(moved: Moved, before: str, after: str) -> None:
        payment_id = _payment_of(moved).pk
        PaymentEvent.objects.create(
            payment_id=payment_id, subject=moved.public_id, before=before, after=after, actor=actor, reason=reason[:300]
        )

        _tell(moved, before, after)

    return states.move(row, to, record=record, changes=changes, is_locked=is_locked)


def _payment_of(moved: Moved) -> Payment:
    if isinstance(moved, Payment):
        return moved
    return moved.attempt.payment if isinstance(moved, BankTransfer) else moved.payment


def _tell(moved: Moved, before: str, after: str) -> None:
    minor = moved.received_minor if isinstance(moved, BankTransfer) else moved.amount_minor
    told_on_commit(
        log, KINDS[type(moved)], order=_payment_of(moved).reference, subject=moved.public_id, before=before,
        after=after, minor=minor, currency=moved.currency,
    )  # fmt: skip
