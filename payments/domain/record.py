"""What the provider said becomes our truth: compared first, moved forward only, in one transaction."""

import logging

from django.db import transaction

from commerce.jobs.domain import announce
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.logs import told_on_commit
from commerce.kernel.money import Money

from ..models import Payment, PaymentAttempt
from ..providers.base import Fetched
from ..providers.registry import provider
from ..states import UNFINISHED, AttemptState, PaymentState
from . import bills, closing, declines, entries, numbers, request_settling
from .moves import move

log = logging.getLogger("shop.payment")
ENDED = {AttemptState.CAPTURED, AttemptState.SURPLUS, AttemptState.MISMATCH}


def record(*, attempt: PaymentAttempt, fetched: Fetched, actor: str) -> PaymentAttempt:
    """Write down `fetched`. Repeating it, in any order, changes nothing."""
    with transaction.atomic():
        payment = Payment.objects.select_for_update(no_key=True).get(pk=attempt.payment_id)
        attempt = PaymentAttempt.objects.select_for_update(no_key=True).get(pk=attempt.pk)
        attempt.payment = payment
        PaymentAttempt.objects.filter(pk=attempt.pk).update(checked_at=DatabaseNow(), checks=attempt.checks + 1)
        if attempt.state in ENDED:
            return attempt
        match fetched.outcome:
            case "captured":
                return _captured(attempt, fetched, actor)
            case "authorised":
                return _authorised(attempt, fetched, actor)
            case _:
                return _not_paid(attempt, fetched, actor)


def _captured(attempt: PaymentAttempt, fetched: Fetched, actor: str) -> PaymentAttempt:
    if not numbers.claim(attempt=attempt, found=fetched.numbers):
        return attempt
    if attempt.state == AttemptState.AUTHORISED:
        entries.authorisation_ended(attempt=attempt, actor=actor)
    if _differs(attempt, fetched):
        return _mismatch(attempt, fetched, actor)
    payment = attempt.payment
    is_besides = payment.state == PaymentState.CAPTURED or (
        payment.state == PaymentState.AUTHORISED and attempt.state != AttemptState.AUTHORISED
    )
    was_open = attempt.state in UNFINISHED
    attempt = move(
        attempt, AttemptState.SURPLUS if is_besides else AttemptState.CAPTURED, actor=actor, is_locked=True,
        charge_ref=fetched.charge_ref, fee_minor=fetched.fee_minor, risk=fetched.risk[:40],
        captured_minor=attempt.covers_minor,
    )  # fmt: skip
    if is_besides:
        entries.came_in_besides(attempt=attempt, received=fetched.amount, actor=actor)
        _give_surplus_back(payment, attempt, actor)
    else:
        bills.fit(payment=payment, paid=attempt.covers)
        entries.captured(attempt=attempt, actor=actor)
        mark_captured(payment, attempt.covers, provider=attempt.provider, actor=actor)
    if not was_open:  # then another may be, on whose page it could be paid again
        closing.close_all(payment=payment, actor=actor)
    return attempt


def _differs(attempt: PaymentAttempt, fetched: Fetched) -> bool:
    receiver = provider(attempt.provider).capabilities.receiver if fetched.receiver else ""
    is_ours = not receiver or fetched.receiver == receiver
    return fetched.amount != attempt.amount or fetched.reference != attempt.public_id or not is_ours


def _mismatch(attempt: PaymentAttempt, fetched: Fetched, actor: str) -> PaymentAttempt:
    payment = attempt.payment
    log.error("payment mismatch", extra={"payment": payment.public_id, "attempt": attempt.public_id})
    announce("payments.mismatch", payment=payment.public_id, attempt=attempt.public_id)
    attempt = move(
        attempt, AttemptState.MISMATCH, actor=actor, is_locked=True,
        reason=f"received {fetched.amount} for {fetched.receiver or 'us'}, expected {attempt.amount}",
    )  # fmt: skip
    entries.came_in_besides(attempt=attempt, received=fetched.amount, actor=actor)
    return attempt


def _authorised(attempt: PaymentAttempt, fetched: Fetched, actor: str) -> PaymentAttempt:
    """Set aside as asked for; what nobody waits for, or differs, is given up at the provider."""
    payment = attempt.payment
    if attempt.state == AttemptState.AUTHORISED:
        return attempt
    if payment.state != PaymentState.DUE or attempt.state not in UNFINISHED or _differs(attempt, fetched):
        log.error("authorisation not wanted", extra={"payment": payment.public_id, "attempt": attempt.public_id})
        closing.close(attempt=attempt, actor=actor)
        return attempt
    attempt = move(
        attempt, AttemptState.AUTHORISED, actor=actor, is_locked=True, charge_ref=fetched.charge_ref,
        risk=fetched.risk[:40],
    )  # fmt: skip
    entries.authorised(attempt=attempt, actor=actor)
    move(payment, PaymentState.AUTHORISED, actor=actor, provider=attempt.provider, promised_at=DatabaseNow(),
         is_locked=True)  # fmt: skip
    announce("payments.authorised", payment=payment.public_id, reference=payment.reference)
    return attempt


def mark_captured(payment: Payment, amount: Money, *, provider: str, actor: str) -> None:
    """The payment, whose row the caller has locked, is settled: say so to the apps above, in this transaction."""
    move(payment, PaymentState.CAPTURED, actor=actor, captured_minor=amount.minor, provider=provider,
         captured_at=DatabaseNow(), is_locked=True)  # fmt: skip
    request_settling.settle_own(payment=payment, actor=actor)
    announce("payments.captured", payment=payment.public_id, reference=payment.reference)


def _give_surplus_back(payment: Payment, attempt: PaymentAttempt, actor: str) -> None:
    from .refunds import request

    payment.captured_minor += attempt.covers_minor
    payment.save(update_fields=["captured_minor"])
    log.error("paid twice", extra={"payment": payment.public_id, "attempt": attempt.public_id})
    request(
        payment=payment, attempt=attempt, amount=attempt.covers, actor=actor,
        reason="paid twice", dedupe=f"surplus:{attempt.public_id}", shares=[],
    )  # fmt: skip


def _not_paid(attempt: PaymentAttempt, fetched: Fetched, actor: str) -> PaymentAttempt:
    if fetched.decline_code and fetched.decline_code != attempt.decline_code:
        words = str(declines.words(fetched.decline_code))
        attempt.decline_code, attempt.decline_message = fetched.decline_code[:60], words[:300]
        attempt.save(update_fields=["decline_code", "decline_message"])
        told_on_commit(
            log, "payment declined", order=attempt.payment.reference, subject=attempt.public_id,
            code=attempt.decline_code,
        )  # fmt: skip
        announce("payments.declined", payment=attempt.payment.public_id, reference=attempt.payment.reference)
    moves = attempt.TRANSITIONS[attempt.state]
    if fetched.outcome == "declined" and AttemptState.DECLINED in moves:
        return move(attempt, AttemptState.DECLINED, actor=actor, reason=fetched.decline_code, is_locked=True)
    if fetched.outcome == "expired" and AttemptState.EXPIRED in moves:
        return _expired(attempt, actor)
    return attempt


def _expired(attempt: PaymentAttempt, actor: str) -> PaymentAttempt:
    payment, was_promised = attempt.payment, attempt.state == AttemptState.AUTHORISED
    attempt = move(attempt, AttemptState.EXPIRED, actor=actor, is_locked=True)
    if was_promised:
        entries.authorisation_ended(attempt=attempt, actor=actor)
        if payment.state == PaymentState.AUTHORISED:  # nobody gave it up here: it has lapsed there
            move(payment, PaymentState.DUE, actor=actor, reason="the authorisation lapsed", is_locked=True)
            announce("payments.authorisation_lapsed", payment=payment.public_id, reference=payment.reference)
    return attempt
