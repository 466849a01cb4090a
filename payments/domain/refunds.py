"""Giving money back. What is left to refund is spoken for before anybody asks the provider, so that two clicks, two
people or two processes can never give back more than came in."""

import logging
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from commerce.jobs.domain import announce, enqueue
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.money import Money

from ..errors import Declined, Misconfigured, OverRefund
from ..models import Payment, PaymentAttempt, PaymentEvent, Refund, RefundShare
from ..providers.base import Refunded, RefundOrder
from ..providers.registry import provider
from ..states import AttemptState, RefundState
from . import entries
from .bills import Share
from .moves import move

log = logging.getLogger("shop.payment")
RESERVE = """
UPDATE payments_payment SET refund_reserved_minor = refund_reserved_minor + %s
 WHERE id = %s AND captured_minor - refund_reserved_minor - disputed_minor >= %s
"""


def request(
    *, payment: Payment, amount: Money, actor: str, reason: str, dedupe: str, shares: Iterable[Share],
    attempt: PaymentAttempt | None = None,
) -> Refund:  # fmt: skip
    """Speak for `amount` and have it sent by a job, all in the caller's transaction.

    The same `dedupe` again returns the first refund. Raises OverRefund.
    """
    with transaction.atomic():
        found = Refund.objects.filter(dedupe=dedupe).first()
        if found:
            return found
        if not _reserve(payment, amount):
            raise OverRefund(_("That is more than what is left to give back."))
        paid = attempt or payment.attempts.exclude(state=AttemptState.SURPLUS).get(captured_minor__gt=0)
        by_hand = _is_by_hand(paid, amount)
        sent = amount if by_hand else _at_the_provider(paid, amount)
        refund, made = Refund.objects.get_or_create(
            dedupe=dedupe,
            defaults={
                "payment": payment, "amount_minor": amount.minor, "currency": amount.currency, "actor": actor,
                "reason": reason[:200], "attempt": paid, "sent_minor": sent.minor, "sent_currency": sent.currency,
                "by_hand": by_hand,
            },
        )  # fmt: skip
        if not made:  # a second click was quicker between our look and our write
            Payment.objects.filter(pk=payment.pk).update(
                refund_reserved_minor=F("refund_reserved_minor") - amount.minor
            )
            return refund
        RefundShare.objects.bulk_create(
            RefundShare(refund=refund, party=s.party, kind=s.kind, amount_minor=s.minor) for s in shares if s.minor
        )
        entries.refund_begun(refund=refund, actor=actor)
        PaymentEvent.objects.create(
            payment=payment, subject=refund.public_id, after=refund.state, actor=actor, reason=reason[:300]
        )
        enqueue("payments.send_refund", dedupe=f"refund:{refund.public_id}", refund=refund.public_id)
    return refund


def send(*, refund: Refund, actor: str) -> Refund:
    """Ask the provider to give it back, or what has become of it. Safe to repeat: the refund's id is the key.
    Raises ProviderAway."""
    with transaction.atomic():
        refund = Refund.objects.select_for_update().get(pk=refund.pk)
        if refund.state == RefundState.CREATED:
            refund = move(refund, RefundState.SENT, actor=actor)
    if refund.state == RefundState.FAILED:
        return refund
    if refund.by_hand:
        return record(refund=refund, answer=Refunded("pending", ""), actor=actor)
    if not refund.sent_minor:  # less than a cent of the currency it was paid in
        return record(refund=refund, answer=Refunded("done", ""), actor=actor)
    adapter = provider(refund.attempt.provider)
    order = RefundOrder(
        key=refund.public_id, charge_ref=refund.attempt.charge_ref or "",
        amount=refund.sent, reason=refund.reason,
        provider_ref=refund.provider_ref or "",
    )  # fmt: skip
    try:
        answer = adapter.refund(order)
    except (Declined, Misconfigured) as error:
        if error.code == Misconfigured.code:
            raise  # our keys are wrong: nothing was decided, staff see a dead letter
        answer = Refunded("failed", "", str(error))
    return record(refund=refund, answer=answer, actor=actor)


def record(*, refund: Refund, answer: Refunded, actor: str) -> Refund:
    """Write down the provider's answer; repeating it changes nothing. A failure frees the amount again."""
    states = {"pending": RefundState.PENDING, "done": RefundState.DONE, "failed": RefundState.FAILED}
    with transaction.atomic():
        payment = Payment.objects.select_for_update(no_key=True).get(pk=refund.payment_id)
        refund = Refund.objects.select_for_update().get(pk=refund.pk)
        before, to = refund.state, states[answer.outcome]
        if to == before or to not in refund.TRANSITIONS[before]:
            return refund
        ended = None if to == RefundState.PENDING else DatabaseNow()
        refund = move(refund, to, actor=actor, reason=answer.error, provider_ref=answer.provider_ref or None,
                      error=answer.error[:300], ended_at=ended)  # fmt: skip
        _count(payment, refund, actor, before=before, to=to)
    return refund


def _count(payment: Payment, refund: Refund, actor: str, *, before: str, to: str) -> None:
    facts = {"payment": payment.public_id, "reference": payment.reference, "refund": refund.public_id}
    if to == RefundState.DONE:
        payment.refunded_minor += refund.amount_minor
        payment.save(update_fields=["refunded_minor"])
        entries.refund_done(refund=refund, actor=actor)
        announce("payments.refunded", **facts)
    if to == RefundState.FAILED:
        payment.refunded_minor -= refund.amount_minor if before == RefundState.DONE else 0
        payment.refund_reserved_minor -= refund.amount_minor
        payment.save(update_fields=["refunded_minor", "refund_reserved_minor"])
        entries.refund_failed(refund=refund, was_done=before == RefundState.DONE, actor=actor)
        log.error("refund failed", extra={"refund": refund.public_id})
        announce("payments.refund_failed", **facts)
        _tell_disputes(payment, refund)


def _tell_disputes(payment: Payment, refund: Refund) -> None:
    """What could not go back is there again for a dispute that had found nothing."""
    for dispute in payment.disputes.filter(counts_minor__gt=F("held_minor")):
        dedupe = f"dispute:{dispute.public_id}:{refund.public_id}"
        enqueue("payments.ask_dispute", dedupe=dedupe, dispute=dispute.public_id)


def _reserve(payment: Payment, amount: Money) -> bool:
    if amount.currency != payment.currency or amount.minor <= 0:
        return False
    with connection.cursor() as cursor:
        cursor.execute(RESERVE, [amount.minor, payment.pk, amount.minor])
        return cursor.rowcount == 1


def _is_by_hand(attempt: PaymentAttempt, amount: Money) -> bool:
    """Whether the attempt's provider does not give back such an amount. What was given back by hand before counts: the
    rest is not the whole any more."""
    card = provider(attempt.provider).capabilities
    is_whole = amount == attempt.covers and not attempt.refunds.exclude(state=RefundState.FAILED).exists()
    return not card.refunds or not (card.partial_refunds or is_whole)


def _at_the_provider(attempt: PaymentAttempt, amount: Money) -> Money:
    """`amount` in what the attempt was paid in. Parts are cut so that those of the whole add up to the whole: the last
    one gets the rest. The payment's row is locked by the reservation."""
    if attempt.currency == amount.currency:
        return amount
    before = attempt.refunds.exclude(state=RefundState.FAILED)
    gone = before.aggregate(minor=Sum("amount_minor"), sent=Sum("sent_minor"))
    whole = ((gone["minor"] or 0) + amount.minor) * attempt.amount_minor // attempt.covers_minor
    return Money(max(whole - (gone["sent"] or 0), 0), attempt.currency)
