"""What a provider has set aside for us is taken, once somebody wants it."""

from commerce.jobs.domain import enqueue
from commerce.kernel.clock import DatabaseNow

from ..errors import Declined, Misconfigured
from ..models import Payment, PaymentAttempt
from ..providers.registry import provider
from ..states import AttemptState
from . import record


def want(*, payment: Payment) -> None:
    """Have what is set aside for the payment taken by a job, in the caller's commit. No-op when nothing is."""
    for attempt in payment.attempts.select_for_update(no_key=True).filter(state=AttemptState.AUTHORISED, take_at=None):
        if not provider(attempt.provider).capabilities.captures_later:
            continue  # it comes by itself, at the door
        PaymentAttempt.objects.filter(pk=attempt.pk).update(take_at=DatabaseNow())
        enqueue("payments.take", dedupe=f"take:{attempt.public_id}", attempt=attempt.public_id)


def take(*, attempt: PaymentAttempt, actor: str) -> PaymentAttempt:
    """Have the provider pay what it has set aside. Safe to repeat: the key is the same. Raises ProviderAway."""
    attempt.refresh_from_db()
    if attempt.state != AttemptState.AUTHORISED:
        return attempt
    adapter, ref = provider(attempt.provider), attempt.provider_ref or ""
    try:
        fetched = adapter.capture(ref, attempt.amount, f"{attempt.public_id}:take")
    except (Declined, Misconfigured):  # taken or lapsed there already: what it is now says fetch
        fetched = adapter.fetch(ref)
    return record.record(attempt=attempt, fetched=fetched, actor=actor)
