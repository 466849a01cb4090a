"""Cash on delivery: the promise is taken as it is, or somebody calls the shopper first (X23)."""

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.jobs.domain import enqueue
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import Refused
from commerce.kernel.money import Money

from ..errors import Declined
from ..models import CashPromise, PaymentAttempt
from ..providers.base import Capabilities, Charge, Fetched, Outcome
from ..states import PromiseState
from . import method_settings
from .cash_score import score
from .moves import move

NAME = "cod"
OUTCOMES: dict[str, Outcome] = {
    PromiseState.TO_CONFIRM: "open", PromiseState.CONFIRMED: "authorised", PromiseState.REFUSED: "declined",
    PromiseState.ENDED: "expired",
}  # fmt: skip


class CashBook:
    """The promises that the shop took (`payments.providers.offline`). Offered where the operator has switched it on."""

    name = NAME

    def card(self) -> Capabilities:
        row = method_settings.by_provider().get(NAME)
        minutes = settings.COD_CONFIRM_HOURS * 60
        return Capabilities(
            name=NAME, title=gettext_lazy("Cash on delivery"), icon="cash", refunds=False, partial_refunds=False,
            note=gettext_lazy("You pay the courier in cash when the parcel is handed to you."), open_minutes=minutes,
            currencies=frozenset({row.currency}) if row else frozenset(), hold_minutes=minutes,
        )  # fmt: skip

    def open(self, charge: Charge) -> None:
        attempt = PaymentAttempt.objects.select_related("payment").get(public_id=charge.reference)
        if CashPromise.objects.filter(attempt=attempt).exists():
            return
        found = score(phone=attempt.payment.phone, email=attempt.payment.payer, amount=charge.amount)
        if found.points >= settings.COD_REFUSE_SCORE:
            raise Declined(_("Please pay this order beforehand. Choose another way of paying."), code="cod_not_offered")
        needs_call = found.points >= settings.COD_CALL_SCORE
        CashPromise.objects.get_or_create(
            attempt=attempt,
            defaults={
                "phone": attempt.payment.phone, "email": attempt.payment.payer, "score": found.points,
                "signs": found.signs, "state": PromiseState.TO_CONFIRM if needs_call else PromiseState.CONFIRMED,
            },
        )  # fmt: skip

    def word(self, reference: str) -> Fetched:
        promise = CashPromise.objects.select_related("attempt").get(attempt__public_id=reference)
        amount, outcome = promise.attempt.amount, OUTCOMES[promise.state]
        decline = "cod_refused" if outcome == "declined" else ""
        promised = amount if outcome == "authorised" else Money.zero(amount.currency)
        return Fetched(outcome, promised, reference, charge_ref=reference, decline_code=decline)

    def close(self, reference: str) -> None:
        with transaction.atomic():
            promise = _locked(CashPromise.objects.get(attempt__public_id=reference))
            if PromiseState.ENDED not in promise.TRANSITIONS[promise.state]:
                return
            if not promise.collections.exists():  # parcels that are on their way are still paid, or refused
                move(promise, PromiseState.ENDED, actor="shop", is_locked=True, judged_at=DatabaseNow())


def confirm(*, promise: CashPromise, actor: str) -> CashPromise:
    """The shopper was reached and wants it: the order goes on. Raises IllegalMove."""
    with transaction.atomic():
        return _judged(promise, PromiseState.CONFIRMED, actor, "")


def refuse(*, promise: CashPromise, actor: str, why: str) -> CashPromise:
    """Nobody wants it, or nobody can be reached: the shopper may pay another way. Raises Refused without a reason."""
    if not why.strip():
        raise Refused(_("Say why."))
    with transaction.atomic():
        return _judged(promise, PromiseState.REFUSED, actor, why)


def not_reached(*, promise: CashPromise, actor: str) -> CashPromise:
    """Nobody answered the phone; it is tried again later."""
    CashPromise.objects.filter(pk=promise.pk, state=PromiseState.TO_CONFIRM).update(calls=F("calls") + 1, actor=actor)
    promise.refresh_from_db()
    return promise


def _judged(promise: CashPromise, to: str, actor: str, why: str) -> CashPromise:
    locked = _locked(promise)
    move(locked, to, actor=actor, reason=why, is_locked=True, why=why.strip()[:300], judged_at=DatabaseNow())
    CashPromise.objects.filter(pk=locked.pk).update(actor=actor)
    attempt = locked.attempt.public_id
    enqueue("payments.check_attempt", dedupe=f"cod:{locked.public_id}:{to}", attempt=attempt)
    return locked


def _locked(promise: CashPromise) -> CashPromise:
    found = CashPromise.objects.select_for_update(of=("self",)).select_related("attempt__payment")
    return found.get(pk=promise.pk)
