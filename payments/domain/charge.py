"""Charging: from "pay" to the provider and back, surviving a crash at every step.

The attempt row is committed before anything is sent, and its id is the provider's idempotency key: whoever repeats
a step, after a crash or in parallel, repeats the same request. Providers are never called inside a transaction.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commerce.kernel.clock import DatabaseNow, database_now
from commerce.kernel.money import Money

from ..errors import Declined, Misconfigured, NothingToPay
from ..models import Payment, PaymentAttempt
from ..providers.base import Charge, Started
from ..providers.registry import provider
from ..states import UNFINISHED, UNSETTLED, AttemptState, PaymentState
from . import claims, closing, record, taking
from .moves import move

log = logging.getLogger("shop.payment")


@dataclass(frozen=True)
class Way:
    """How a payment is to be paid: `amount` is what the provider is asked for, which in the payment's own currency is
    what the payment says. In another it comes with the `rate` (what one unit of it counts as) and whose word that
    is."""

    provider: str
    amount: Money
    form: str = "hosted"
    captures_later: bool = False
    open_minutes: int = 31
    rate: Decimal | None = None
    rate_source: str = ""


def open_attempt(*, payment: Payment, way: Way, return_url: str, cancel_url: str, actor: str) -> PaymentAttempt:
    """The payment's open attempt this way, made when there is none. Two tabs get the same one; an attempt at another
    provider is left and closed there. Raises NothingToPay."""
    try:
        with transaction.atomic():
            locked = Payment.objects.select_for_update(no_key=True).get(pk=payment.pk)
            if locked.state != PaymentState.DUE:
                raise NothingToPay(_("There is nothing to pay here any more."))
            found = locked.attempts.select_for_update(no_key=True).filter(state__in=UNFINISHED).first()
            if found and found.provider == way.provider:
                return found
            if found:
                closing.leave(attempt=found, actor=actor)
            is_same = way.amount.currency == locked.currency
            return PaymentAttempt.objects.create(
                payment=locked, provider=way.provider, form=way.form,
                amount_minor=locked.amount_minor if is_same else way.amount.minor,
                currency=way.amount.currency, covers_minor=locked.amount_minor, rate=way.rate,
                rate_source=way.rate_source[:120], captures_later=way.captures_later, return_url=return_url,
                cancel_url=cancel_url, expires_at=DatabaseNow() + timedelta(minutes=way.open_minutes),
            )  # fmt: skip
    except IntegrityError:
        return PaymentAttempt.objects.get(payment=payment, state__in=UNFINISHED)


def send(*, attempt: PaymentAttempt, actor: str) -> Started:
    """Ask the provider for its payment page. Safe to repeat: the same key gives the same page.

    Raises Declined or Misconfigured (the attempt is closed), or ProviderAway (the attempt stays `sent`, and is
    found out about later).
    """
    with transaction.atomic():
        attempt = _locked(attempt)
        if attempt.state == AttemptState.CREATED:
            attempt = move(attempt, AttemptState.SENT, actor=actor, is_locked=True)
    if attempt.state not in UNSETTLED:
        raise NothingToPay(_("There is nothing to pay here any more."))
    if attempt.state not in (AttemptState.SENT, AttemptState.LEFT) and attempt.form == "hosted":
        return Started(provider_ref=attempt.provider_ref or "", next_url=attempt.next_url)
    try:
        started = provider(attempt.provider).start(_charge(attempt))
    except (Declined, Misconfigured) as error:
        _close(attempt, actor, error)
        raise
    with transaction.atomic():
        locked = _locked(attempt)
        if locked.state == AttemptState.SENT:
            move(
                locked, AttemptState.OPEN, actor=actor, provider_ref=started.provider_ref, next_url=started.next_url,
                is_locked=True,
            )  # fmt: skip
        elif not locked.provider_ref:  # given up meanwhile: money that still arrives must find its attempt
            locked.provider_ref = started.provider_ref
            locked.save(update_fields=["provider_ref"])
    return started


def check(*, attempt: PaymentAttempt, actor: str) -> PaymentAttempt:
    """Ask the provider what has become of an attempt and record it. The browser's return, the webhook, the sweeper
    and staff all call this; any number of times, in any order, at once. Of one that money came in for there is nothing
    more to ask. Raises ProviderAway."""
    attempt.refresh_from_db()
    if attempt.state in record.ENDED:
        return attempt
    if attempt.state == AttemptState.LEFT:
        return give_up(attempt=attempt, actor=actor)
    if attempt.state == AttemptState.AUTHORISED and attempt.take_at:
        return taking.take(attempt=attempt, actor=actor)
    if attempt.state in (AttemptState.CREATED, AttemptState.SENT) and not attempt.provider_ref:
        send(attempt=attempt, actor=actor)
        attempt.refresh_from_db()
    if not attempt.provider_ref:
        return attempt
    fetched = claims.fetch(adapter=provider(attempt.provider), attempt=attempt)
    return record.record(attempt=attempt, fetched=fetched, actor=actor)


def give_up(*, attempt: PaymentAttempt, actor: str) -> PaymentAttempt:
    """Close an attempt at the provider, so that it cannot be paid any more and sets nothing aside; if it has been paid
    meanwhile, record that instead. Raises ProviderAway."""
    attempt.refresh_from_db()
    if attempt.state in record.ENDED:
        return attempt
    if not attempt.provider_ref:
        with transaction.atomic():  # under the lock: what is being sent this moment has to be closed there, too
            locked = _locked(attempt)
            if locked.state == AttemptState.CREATED:
                return move(locked, AttemptState.EXPIRED, actor=actor, is_locked=True)
            if locked.state not in UNSETTLED:  # it was refused before it had a name there
                return locked
        send(attempt=attempt, actor=actor)
        attempt.refresh_from_db()
    adapter = provider(attempt.provider)
    fetched = claims.fetch(adapter=adapter, attempt=attempt) if attempt.claims.exists() else None
    if fetched is None or fetched.outcome == "open":
        fetched = adapter.cancel(attempt.provider_ref or "")
    return record.record(attempt=attempt, fetched=fetched, actor=actor)


def settle_without_charge(*, payment: Payment, actor: str) -> None:
    """An amount of zero is paid as it stands."""
    if payment.amount_minor:
        raise ValueError("this payment has an amount")
    with transaction.atomic():
        locked = Payment.objects.select_for_update(no_key=True).get(pk=payment.pk)
        if locked.state == PaymentState.DUE:
            record.mark_captured(locked, Money(0, locked.currency), provider="", actor=actor)


def _locked(attempt: PaymentAttempt) -> PaymentAttempt:
    rows = PaymentAttempt.objects.select_related("payment").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=attempt.pk)


def _charge(attempt: PaymentAttempt) -> Charge:
    payment, now = attempt.payment, database_now()
    expires = max(attempt.expires_at or now, now + timedelta(seconds=5))
    return Charge(
        key=attempt.public_id,
        reference=attempt.public_id,
        amount=attempt.amount,
        description=payment.description,
        email=payment.payer,
        return_url=attempt.return_url,
        cancel_url=attempt.cancel_url,
        expires_unix=int(expires.timestamp()),
        form=attempt.form,
        capture_later=attempt.captures_later,
    )


def _close(attempt: PaymentAttempt, actor: str, error: Declined | Misconfigured) -> None:
    if isinstance(error, Misconfigured):
        log.error("provider refuses us", extra={"subject": attempt.public_id, "code": error.code, "error": str(error)})
    with transaction.atomic():
        locked = _locked(attempt)
        if locked.state == AttemptState.SENT:
            move(
                locked, AttemptState.DECLINED, actor=actor, reason=f"{error.code}: {error}", is_locked=True,
                decline_code=error.code[:60], decline_message=str(error.message)[:300],
            )  # fmt: skip
