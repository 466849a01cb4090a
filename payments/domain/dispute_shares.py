"""Whose money a dispute holds: in the proportion of what each party still has of the payment, as a refund is divided.
Payment and dispute are locked by the caller, so that a refund and a dispute never speak for the same money."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet, Sum

from commerce.kernel.money import split

from ..models import Dispute, DisputeShare, Payment, PaymentAttempt, Refund, RefundShare
from ..states import AttemptState, RefundState

BESIDES = "besides"  # the kind of a share in money that came in besides: no party's, it waits in suspense
# The same money as a refund's RESERVE speaks for.
HOLD = """
UPDATE payments_payment SET disputed_minor = disputed_minor + %s
 WHERE id = %s AND captured_minor - refund_reserved_minor - disputed_minor >= %s
"""
Parties = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Held:
    """Minor units of the payment's currency."""

    counts: int
    held: int


def hold(*, dispute: Dispute, payment: Payment, withdrawn: int) -> Held:
    """Divide what is `withdrawn` (of the dispute's currency) by now: what it counts as, and what of that the parties
    have to give. What is left over had been promised back to the shopper before."""
    attempt = dispute.attempt
    if attempt is None or attempt.state not in (AttemptState.CAPTURED, AttemptState.SURPLUS):
        return _keep(dispute, payment, 0, 0, {})
    is_same = (
        withdrawn == dispute.withdrawn_minor and dispute.counts_minor
    )  # later refunds do not change what it counts
    counts = dispute.counts_minor if is_same else _counts(dispute, attempt, withdrawn)
    left = _left(dispute, payment, attempt)
    room = min(payment.refundable.minor + dispute.held_minor, sum(left.values()))
    return _keep(dispute, payment, counts, min(counts, max(room, 0)), left)


def _counts(dispute: Dispute, attempt: PaymentAttempt, withdrawn: int) -> int:
    """In the payment's currency. As with refunds, parts are cut so that those of the whole add up to the whole."""
    if not withdrawn or attempt.currency == attempt.payment.currency:
        return withdrawn
    refunds = _refunds(attempt).aggregate(minor=Sum("amount_minor"), sent=Sum("sent_minor"))
    others = _others(dispute, attempt).aggregate(minor=Sum("counts_minor"), sent=Sum("withdrawn_minor"))
    sent = (refunds["sent"] or 0) + (others["sent"] or 0) + withdrawn
    gone = (refunds["minor"] or 0) + (others["minor"] or 0)
    return max(sent * attempt.covers_minor // attempt.amount_minor - gone, 0)


def _refunds(attempt: PaymentAttempt) -> QuerySet[Refund]:
    return attempt.refunds.exclude(state=RefundState.FAILED)


def _others(dispute: Dispute, attempt: PaymentAttempt) -> QuerySet[Dispute]:
    return attempt.disputes.exclude(pk=dispute.pk)


def _left(dispute: Dispute, payment: Payment, attempt: PaymentAttempt) -> Parties:
    """What each party still has, this dispute not counted; of what was paid twice the whole waits in suspense."""
    if attempt.state == AttemptState.SURPLUS:
        back = _refunds(attempt).aggregate(minor=Sum("amount_minor"))["minor"] or 0
        held = _others(dispute, attempt).aggregate(minor=Sum("held_minor"))["minor"] or 0
        return {(payment.public_id, BESIDES): max(attempt.covers_minor - back - held, 0)}
    left = {(share.party, share.kind): share.amount_minor for share in payment.shares.all()}
    for refund in payment.refunds.exclude(state=RefundState.FAILED).prefetch_related("shares"):
        _take(left, refund.shares.all())
    for other in payment.disputes.exclude(pk=dispute.pk).prefetch_related("shares"):
        _take(left, other.shares.all())
    return {party: max(minor, 0) for party, minor in left.items()}


def _take(left: Parties, shares: Iterable[DisputeShare | RefundShare]) -> None:
    for share in shares:
        party = (share.party, share.kind)
        left[party] = left.get(party, 0) - share.amount_minor


def _keep(dispute: Dispute, payment: Payment, counts: int, held: int, left: Parties) -> Held:
    """Write it down. Shares stay as they are while the sum does."""
    more = held - dispute.held_minor
    if not more:
        return Held(counts, held)
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [more, payment.pk, more])
        if cursor.rowcount != 1:  # not under the lock that the caller has
            raise AssertionError("a dispute holds more than there is")
    payment.disputed_minor += more
    dispute.shares.all().delete()
    parts = split(held, list(left.values())) if held else [0] * len(left)
    DisputeShare.objects.bulk_create(
        DisputeShare(dispute=dispute, party=party, kind=kind, amount_minor=minor, currency=payment.currency)
        for (party, kind), minor in zip(left, parts, strict=True) if minor
    )  # fmt: skip
    return Held(counts, held)
