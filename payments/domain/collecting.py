"""The cash of parcels: expected when the order is confirmed, collected at the door or refused there, each in one commit
with its entry. When every parcel has ended, the payment has."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import Conflict
from commerce.kernel.transactions import must_be_within

from ..models import CashPromise, Collection, CollectionShare, Payment, PaymentAttempt
from ..states import AttemptState, CollectionState, PaymentState, PromiseState
from . import entries, record
from .bills import Share
from .moves import move


@dataclass(frozen=True)
class Parcel:
    """What is to be collected with one parcel; the shares add up to its amount."""

    reference: str
    shares: tuple[Share, ...]

    @property
    def minor(self) -> int:
        return sum(share.minor for share in self.shares)


def expect(*, payment: Payment, parcels: Iterable[Parcel]) -> None:
    """Write down what each parcel brings, in the caller's transaction. No-op for a payment that is not promised in
    cash, and for parcels that are written down. Raises ValueError when the parcels do not add up to the payment."""
    must_be_within("what is to be collected is written where the order is confirmed")
    promise = CashPromise.objects.filter(attempt__payment=payment, attempt__state=AttemptState.AUTHORISED).first()
    if promise is None or promise.collections.exists():
        return
    wanted = [parcel for parcel in parcels if parcel.minor]
    if sum(parcel.minor for parcel in wanted) != payment.amount_minor:
        raise ValueError("parcels do not add up to the payment")
    for parcel in wanted:
        made = Collection.objects.create(
            promise=promise, reference=parcel.reference, amount_minor=parcel.minor, currency=payment.currency
        )
        CollectionShare.objects.bulk_create(
            CollectionShare(collection=made, party=share.party, kind=share.kind, amount_minor=share.minor)
            for share in parcel.shares if share.minor
        )  # fmt: skip


def note_tracking(*, reference: str, courier: str, tracking: str) -> None:
    """Who carries the parcel, and under which number the courier will pass its cash on."""
    Collection.objects.filter(reference=reference).update(courier=courier[:60], tracking=tracking[:80])


def is_expected(reference: str) -> bool:
    """Whether cash is to be collected with this parcel."""
    return Collection.objects.filter(reference=reference, state=CollectionState.EXPECTED).exists()


def collected(*, reference: str, actor: str) -> Collection | None:
    """The courier has the cash. None for a parcel that brings none; again changes nothing."""
    with transaction.atomic():
        found = _locked(reference)
        if found is None or found.state in (CollectionState.COLLECTED, CollectionState.REMITTED):
            return found
        payment, attempt = _payment_and_attempt(found)
        found = move(found, CollectionState.COLLECTED, actor=actor, ended_at=DatabaseNow(), is_locked=True)
        attempt.captured_minor += found.amount_minor
        attempt.save(update_fields=["captured_minor"])
        payment.captured_minor += found.amount_minor
        payment.save(update_fields=["captured_minor"])
        entries.cash_collected(collection=found, attempt=attempt, actor=actor)
        _end_if_all_have(found.promise, attempt, payment, actor)
    return found


def refused(*, reference: str, actor: str, why: str) -> Collection | None:
    """Nobody paid: nothing is due for this parcel any more. None for a parcel that brings no cash; again changes
    nothing. Raises Conflict for cash that was collected."""
    with transaction.atomic():
        found = _locked(reference)
        if found is None or found.state == CollectionState.REFUSED:
            return found
        if found.state != CollectionState.EXPECTED:
            raise Conflict("collected")
        payment, attempt = _payment_and_attempt(found)
        found = move(found, CollectionState.REFUSED, actor=actor, reason=why, ended_at=DatabaseNow(),
                     why=why[:300], is_locked=True)  # fmt: skip
        attempt.amount_minor -= found.amount_minor
        attempt.covers_minor -= found.amount_minor
        attempt.save(update_fields=["amount_minor", "covers_minor"])
        entries.cash_refused(collection=found, attempt=attempt, actor=actor)
        _end_if_all_have(found.promise, attempt, payment, actor)
    return found


def _locked(reference: str) -> Collection | None:
    rows = Collection.objects.select_for_update(of=("self",)).select_related("promise__attempt__payment")
    return rows.filter(reference=reference).first()


def _payment_and_attempt(collection: Collection) -> tuple[Payment, PaymentAttempt]:
    payment = Payment.objects.select_for_update(no_key=True).get(pk=collection.promise.attempt.payment_id)
    attempt = PaymentAttempt.objects.select_for_update(no_key=True).get(pk=collection.promise.attempt_id)
    attempt.payment = payment
    return payment, attempt


def _end_if_all_have(promise: CashPromise, attempt: PaymentAttempt, payment: Payment, actor: str) -> None:
    if promise.collections.filter(state=CollectionState.EXPECTED).exists():
        return
    move(promise, PromiseState.ENDED, actor=actor, judged_at=DatabaseNow())
    if attempt.captured_minor:
        move(attempt, AttemptState.CAPTURED, actor=actor, is_locked=True)
        record.mark_captured(payment, payment.captured, provider=attempt.provider, actor=actor)
    else:
        move(attempt, AttemptState.EXPIRED, actor=actor, is_locked=True)
        move(payment, PaymentState.CANCELLED, actor=actor, reason="nobody paid", is_locked=True)
