"""The one function of this app that moves a state; each move is a line of the payment's history."""

from typing import TypeVar

from commerce.kernel import states

from ..models import Payment, PaymentAttempt, PaymentEvent, Refund

Moved = TypeVar("Moved", Payment, PaymentAttempt, Refund)


def move(row: Moved, to: str, *, actor: str, reason: str = "", **changes: object) -> Moved:
    """Move a payment, attempt or refund to state `to` and set `changes` with it. Raises IllegalMove."""

    def record(moved: Moved, before: str, after: str) -> None:
        payment_id = moved.pk if isinstance(moved, Payment) else moved.payment_id
        PaymentEvent.objects.create(
            payment_id=payment_id, subject=moved.public_id, before=before, after=after, actor=actor, reason=reason[:300]
        )

    return states.move(row, to, record=record, changes=changes)
