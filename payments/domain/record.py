"""What the provider said becomes our truth: compared first, moved forward only, in one transaction."""

import logging

from django.db import transaction

from commerce.jobs.domain import announce
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.logs import told_on_commit
from commerce.kernel.money import Money

from ..models import Payment, PaymentAttempt
from ..providers.base import Fetched
from ..states import AttemptState, PaymentState
from . import declines, entries
from .moves import move

log = logging.getLogger("shop.payment")
ENDED = {AttemptState.CAPTURED, AttemptState.SURPLUS, AttemptState.MISMATCH}


def record(*, attempt: PaymentAttempt, fetched: Fetched, actor: str) -> PaymentAttempt:
    """Write down `fetched`. Repeating it, in any order, changes nothing."""
    with transaction.atomic():
        payment = Payment.objects.select_for_update().get(pk=attempt.payment_id)
        attempt = PaymentAttempt.objects.select_for_update().get(pk=attempt.pk)
        attempt.payment = payment
        PaymentAttempt.objects.filter(pk=attempt.pk).update(checked_at=DatabaseNow(), checks=attempt.checks + 1)
        if attempt.state in ENDED:
            return attempt
        if fetched.outcome == "captured":
            return _captured(payment, attempt, fetched, actor)
        return _not_captured(attempt, fetched, actor)


def _captured(payment: Payment, attempt: PaymentAttempt, fetched: Fetched, actor: str) -> PaymentAttempt:
    expected = attempt.amount
    if fetched.amount != expected or fetched.reference != attempt.public_id:
        log.error("payment mismatch", extra={"payment": payment.public_id, "attempt": attempt.public_id})
        announce("payments.mismatch", payment=payment.public_id, attempt=attempt.public_id)
        attempt = move(
            attempt, AttemptState.MISMATCH, actor=actor, reason=f"received {fetched.amount}, expected {expected}",
            is_locked=True,
        )  # fmt: skip
        entries.came_in_besides(payment=payment, attempt=attempt, received=fetched.amount, actor=actor)
        return attempt
    paid_before = payment.state == PaymentState.CAPTURED
    attempt = move(
        attempt, AttemptState.SURPLUS if paid_before else AttemptState.CAPTURED, actor=actor,
        charge_ref=fetched.charge_ref, fee_minor=fetched.fee_minor, is_locked=True,
    )  # fmt: skip
    if paid_before:
        entries.came_in_besides(payment=payment, attempt=attempt, received=fetched.amount, actor=actor)
        _give_surplus_back(payment, attempt, actor)
    else:
        entries.captured(payment=payment, attempt=attempt, actor=actor)
        mark_captured(payment, fetched.amount, provider=attempt.provider, actor=actor)
    return attempt


def mark_captured(payment: Payment, amount: Money, *, provider: str, actor: str) -> None:
    """The payment, whose row the caller has locked, is settled: say so to the apps above, in this transaction."""
    move(payment, PaymentState.CAPTURED, actor=actor, captured_minor=amount.minor, provider=provider,
         captured_at=DatabaseNow(), is_locked=True)  # fmt: skip
    announce("payments.captured", payment=payment.public_id, reference=payment.reference)


def _give_surplus_back(payment: Payment, attempt: PaymentAttempt, actor: str) -> None:
    from .refunds import request

    payment.captured_minor += attempt.amount_minor
    payment.save(update_fields=["captured_minor"])
    log.error("paid twice", extra={"payment": payment.public_id, "attempt": attempt.public_id})
    request(
        payment=payment, attempt=attempt, amount=attempt.amount, actor=actor,
        reason="paid twice", dedupe=f"surplus:{attempt.public_id}", shares=[],
    )  # fmt: skip


def _not_captured(attempt: PaymentAttempt, fetched: Fetched, actor: str) -> PaymentAttempt:
    if fetched.decline_code and fetched.decline_code != attempt.decline_code:
        words = str(declines.words(fetched.decline_code))
        attempt.decline_code, attempt.decline_message = fetched.decline_code[:60], words[:300]
        attempt.save(update_fields=["decline_code", "decline_message"])
        told_on_commit(
            log, "payment declined", order=attempt.payment.reference, subject=attempt.public_id,
            code=attempt.decline_code,
        )  # fmt: skip
        announce("payments.declined", payment=attempt.payment.public_id, reference=attempt.payment.reference)
    if fetched.outcome == "expired" and AttemptState.EXPIRED in attempt.TRANSITIONS[attempt.state]:
        return move(attempt, AttemptState.EXPIRED, actor=actor, is_locked=True)
    return attempt
