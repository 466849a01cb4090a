"""Numbers that notices name, for a provider that can be asked by its own number alone (`KnownByNumber`)."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from commerce.kernel.clock import DatabaseNow

from ..models import NumberClaim, PaymentAttempt, ProviderNumber
from ..providers.base import Fetched, KnownByNumber, Provider

MOST = 20  # of one attempt: a person makes one, a forger any number


def learn(*, provider_name: str, learned: Mapping[str, str]) -> None:
    """Keep what a notice claims, by our references. Those of strangers, and what is beyond MOST, are left out."""
    for attempt in PaymentAttempt.objects.filter(provider=provider_name, public_id__in=list(learned)):
        with transaction.atomic():
            locked = PaymentAttempt.objects.select_for_update(no_key=True).get(pk=attempt.pk)
            if locked.claims.count() < MOST:
                NumberClaim.objects.get_or_create(attempt=locked, number=learned[attempt.public_id][:120])


def fetch(*, adapter: Provider, attempt: PaymentAttempt) -> Fetched:
    """What the provider says of an attempt, asked in whatever way it can be. Raises ProviderAway."""
    ref = attempt.provider_ref or ""
    if not isinstance(adapter, KnownByNumber):
        return adapter.fetch(ref)
    numbers = _to_ask(attempt)
    if not numbers:
        return adapter.fetch(ref)
    fetched = adapter.fetch_claimed(ref, attempt.amount, numbers)
    NumberClaim.objects.filter(attempt=attempt, number__in=numbers).update(asked_at=DatabaseNow())
    return fetched


def _to_ask(attempt: PaymentAttempt) -> list[str]:
    """Those that were not asked about yet first; none that stands for another payment."""
    taken = ProviderNumber.objects.filter(provider=attempt.provider).exclude(attempt=attempt).values("number")
    waiting = attempt.claims.exclude(number__in=taken).order_by(F("asked_at").asc(nulls_first=True), "id")
    return list(waiting.values_list("number", flat=True))
