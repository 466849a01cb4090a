"""Numbers of a provider that may stand for one payment only: who has shown one once cannot pay with it again."""

import logging
from collections.abc import Iterable

from ..models import PaymentAttempt, PaymentEvent, ProviderNumber

log = logging.getLogger("shop.payment")


def claim(*, attempt: PaymentAttempt, found: Iterable[str]) -> bool:
    """Whether all numbers are the attempt's from now on; none is taken when one belongs to another. In the caller's
    transaction; two claims at once end one after the other."""
    wanted = sorted({number for number in found if number})
    if not wanted:
        return True
    known = ProviderNumber.objects.filter(provider=attempt.provider, number__in=wanted)
    if known.exclude(attempt=attempt).exists():
        return _refuse(attempt)
    ProviderNumber.objects.bulk_create(
        [ProviderNumber(provider=attempt.provider, number=number, attempt=attempt) for number in wanted],
        ignore_conflicts=True,
    )
    if known.exclude(attempt=attempt).exists():  # somebody was quicker between our look and our write
        known.filter(attempt=attempt).delete()
        return _refuse(attempt)
    return True


def _refuse(attempt: PaymentAttempt) -> bool:
    log.error("a provider's number was used before", extra={"attempt": attempt.public_id})
    PaymentEvent.objects.create(
        payment_id=attempt.payment_id, subject=attempt.public_id, before=attempt.state, after=attempt.state,
        actor=attempt.provider, reason="the provider's number belongs to another payment",
    )  # fmt: skip
    return False
