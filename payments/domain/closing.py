"""Attempts that nobody waits for any more are closed at the provider by a job, so that they cannot be paid."""

from commerce.jobs.domain import enqueue

from ..models import Payment, PaymentAttempt
from ..states import UNFINISHED, AttemptState
from .moves import move


def leave(*, attempt: PaymentAttempt, actor: str) -> None:
    """The shopper pays another way. The attempt's row is locked by the caller."""
    if attempt.state == AttemptState.CREATED:
        move(attempt, AttemptState.EXPIRED, actor=actor, is_locked=True)
    elif attempt.state in (AttemptState.SENT, AttemptState.OPEN):
        move(attempt, AttemptState.LEFT, actor=actor, is_locked=True)
        close(attempt=attempt, actor=actor)


def close_all(*, payment: Payment, actor: str) -> None:
    """All attempts in which the payment could still be paid, or is promised."""
    for attempt in payment.attempts.filter(state__in=[*UNFINISHED, AttemptState.AUTHORISED]):
        close(attempt=attempt, actor=actor)


def close(*, attempt: PaymentAttempt, actor: str) -> None:
    """Have it closed soon, in the caller's commit."""
    dedupe = f"give_up:{attempt.public_id}:{attempt.checks}"
    enqueue("payments.give_up_attempt", dedupe=dedupe, attempt=attempt.public_id, actor=actor)
