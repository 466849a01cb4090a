"""Chargebacks: what a provider says of a dispute becomes our truth, whoever rang the bell and how often."""

import logging
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.jobs.domain import announce
from commerce.kernel.clock import database_now
from commerce.kernel.errors import Refused

from ..errors import Misconfigured
from ..models import Dispute, Payment, PaymentAttempt, PaymentEvent
from ..providers.base import Disputed, TakesDisputes
from ..providers.registry import provider
from ..queries.named import attempts_named
from ..states import DISPUTES_LOST, DISPUTES_OPEN, AttemptState, DisputeState
from . import charge, dispute_entries, dispute_shares
from .moves import move
from .record import ENDED

log = logging.getLogger("shop.payment")
# A new round asks for a new answer.
NEW_ROUND: dict[str, Any] = {
    "answered_at": None, "sent_at": None, "accepted_at": None, "error": "", "noted_at": None, "noted_why": "",
}  # fmt: skip
NOT_THERE = frozenset({"resource_missing", "resource_not_found", "invalid_resource_id"})


def adapter_of(provider_name: str) -> TakesDisputes:
    """Raises Refused for a provider that has no disputes."""
    found = provider(provider_name)
    if not isinstance(found, TakesDisputes):
        raise Refused(_("This way of paying knows no disputes."))
    return found


def learn(*, provider_name: str, ref: str, actor: str) -> Dispute | None:
    """Ask the provider about a dispute and record it; None when there is none of that name. Webhooks, sweeps and staff
    call this, any number of times, in any order, at once. Raises ProviderAway."""
    adapter, asked_at = adapter_of(provider_name), database_now()
    try:
        found = adapter.dispute(ref)
    except Misconfigured as error:
        if error.code not in NOT_THERE:
            raise
        log.warning("no such dispute", extra={"provider": provider_name, "dispute": ref})
        return None
    return record(provider_name=provider_name, found=found, asked_at=asked_at, actor=actor)


def record(*, provider_name: str, found: Disputed, asked_at: datetime, actor: str) -> Dispute:
    """Write `found` down, which the provider said when it was asked at `asked_at`. A word that is older than the last
    one changes nothing. Raises ProviderAway when the charge itself has to be asked about first."""
    attempt = _attempt_of(provider_name, found) or _placed(provider_name, found)
    with transaction.atomic():  # the payment first: refunds lock in the same order
        payment = Payment.objects.select_for_update(no_key=True).get(pk=attempt.payment_id) if attempt else None
        dispute, made = Dispute.objects.get_or_create(
            provider=provider_name, provider_ref=found.provider_ref, defaults=_first(found, asked_at)
        )
        dispute = locked(dispute)
        if not made and asked_at <= dispute.asked_at:
            return dispute
        was_known = dispute.payment_id is not None
        if payment and attempt:
            attempt.refresh_from_db()
            attempt.payment = payment
            dispute.payment, dispute.attempt = payment, attempt
        _count(dispute, found, asked_at)
        before = None if made or not was_known else dispute.state
        _stand(dispute, found, actor, is_new=before is None)
        dispute_entries.write(dispute=dispute, actor=actor)
        _tell(dispute, before)
    return dispute


def locked(dispute: Dispute) -> Dispute:
    """The dispute as it is now, with its payment's row and its own locked, in this order."""
    payment = Dispute.objects.values_list("payment_id", flat=True).get(pk=dispute.pk)
    if payment:
        Payment.objects.select_for_update(no_key=True).get(pk=payment)
    return Dispute.objects.select_for_update(of=("self",)).get(pk=dispute.pk)


def _placed(provider_name: str, found: Disputed) -> PaymentAttempt | None:
    """The attempt that the dispute was known to be about before."""
    rows = PaymentAttempt.objects.filter(disputes__provider=provider_name, disputes__provider_ref=found.provider_ref)
    return rows.select_related("payment").first()


def _attempt_of(provider_name: str, found: Disputed) -> PaymentAttempt | None:
    """The attempt whose charge it is, as it is now: money that nobody has told us of is noticed here."""
    refs = [ref for ref in (found.charge_ref, found.reference) if ref]
    rows = attempts_named(provider_name, refs).filter(currency=found.amount.currency).select_related("payment")
    attempt = min(rows, key=lambda row: (row.state not in ENDED, row.pk), default=None)
    if attempt and attempt.state not in ENDED:
        attempt = charge.check(attempt=attempt, actor=provider_name)
    return attempt


def _first(found: Disputed, asked_at: datetime) -> dict[str, Any]:
    return {
        "charge_ref": found.charge_ref[:120], "amount_minor": found.amount.minor, "currency": found.amount.currency,
        "state": found.standing, "reason": found.reason[:80], "asked_at": asked_at,
    }  # fmt: skip


def _count(dispute: Dispute, found: Disputed, asked_at: datetime) -> None:
    """The sums, which the provider tells as a whole. What is held follows from them."""
    taken = max(found.withdrawn.minor, 0)
    if dispute.payment:
        held = dispute_shares.hold(dispute=dispute, payment=dispute.payment, withdrawn=taken)
        dispute.counts_minor, dispute.held_minor = held.counts, held.held
    dispute.withdrawn_minor, dispute.fee_minor, dispute.amount_minor = taken, found.fee_minor, found.amount.minor
    dispute.reason, dispute.asked_at = found.reason[:80], asked_at
    dispute.due_at = datetime.fromtimestamp(found.due_unix, UTC) if found.due_unix else None
    dispute.save()


def _stand(dispute: Dispute, found: Disputed, actor: str, *, is_new: bool) -> None:
    is_accepted = found.standing == "lost" and dispute.accepted_at is not None
    to, before = DisputeState.ACCEPTED if is_accepted else DisputeState(found.standing), dispute.state
    if to != before and to in dispute.TRANSITIONS[before]:
        changes = dict(NEW_ROUND) if to == DisputeState.NEEDS_RESPONSE else {}
        changes["ended_at"] = None if to in DISPUTES_OPEN else dispute.asked_at
        move(dispute, to, actor=actor, reason=found.reason, is_locked=True, **changes)
    elif to != before:
        log.warning("dispute does not go there", extra={"dispute": dispute.public_id, "before": before, "to": to})
    if is_new and to == before:
        if to not in DISPUTES_OPEN:
            Dispute.objects.filter(pk=dispute.pk).update(ended_at=dispute.asked_at)
        if dispute.payment:
            PaymentEvent.objects.create(
                payment=dispute.payment, subject=dispute.public_id, after=to, actor=actor, reason=found.reason[:300]
            )


def _tell(dispute: Dispute, before: str | None) -> None:
    """Say it to the apps above, in this transaction. `before` is None for one that they have not heard of."""
    if dispute.payment is None:
        if before is None:
            log.error("dispute of an unknown charge", extra={"dispute": dispute.public_id})
        return
    facts = {
        "payment": dispute.payment.public_id, "reference": dispute.payment.reference, "dispute": dispute.public_id,
        "state": dispute.state,
    }  # fmt: skip
    is_open = dispute.state in DISPUTES_OPEN
    if before is None or (is_open and before not in DISPUTES_OPEN):
        announce("payments.disputed", **facts)
    if not is_open and before != dispute.state:
        announce("payments.dispute_ended", **facts)
    if dispute.state in DISPUTES_LOST and dispute.uncovered:
        log.error("dispute took what was given back", extra={"dispute": dispute.public_id})


def is_to_be_looked_into(dispute: Dispute) -> bool:
    """Whether a person has to decide what to make of it: an unknown charge, or money that went out twice."""
    if dispute.noted_at is not None:
        return False
    is_foreign = dispute.attempt is None or dispute.attempt.state == AttemptState.MISMATCH
    return is_foreign or (dispute.state in DISPUTES_LOST and bool(dispute.uncovered))
