"""Bank transfers: what the shopper is to write into one, and whether its money has come."""

import secrets
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.jobs.domain import announce, enqueue
from commerce.kernel import cached
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import Refused
from commerce.kernel.ids import ALPHABET
from commerce.kernel.money import Money

from ..errors import Declined
from ..models import BankAccount, BankTransfer, PaymentAttempt
from ..providers.base import Capabilities, Charge, Fetched
from ..states import TransferState
from .moves import move

NAME = "bank"
CODE_CHARS = 8
CURRENCIES, SECONDS = "payments:bank-currencies", 3600
OUTCOMES = {TransferState.RECEIVED: "captured", TransferState.CLOSED: "expired"}


class TransferBook:
    """The transfers that the shop waits for (`payments.providers.offline`)."""

    name = NAME

    def card(self) -> Capabilities:
        minutes = settings.BANK_TRANSFER_HOURS * 60
        return Capabilities(
            name=NAME, title=gettext_lazy("Bank transfer"), icon="bank", currencies=currencies(), refunds=False,
            note=gettext_lazy("You transfer the money with your bank. We wait until it is there."),
            partial_refunds=False, open_minutes=minutes, hold_minutes=minutes,
        )  # fmt: skip

    def open(self, charge: Charge) -> None:
        account = BankAccount.objects.filter(is_on=True, currency=charge.amount.currency).first()
        if account is None:
            raise Declined(_("There is no account to transfer to just now. Choose another way."))
        attempt = PaymentAttempt.objects.get(public_id=charge.reference)
        BankTransfer.objects.get_or_create(
            attempt=attempt, defaults={"account": account, "currency": charge.amount.currency, "code": _new_code()}
        )

    def word(self, reference: str) -> Fetched:
        row = BankTransfer.objects.select_related("attempt").get(attempt__public_id=reference)
        received = row.received or Money.zero(row.currency)
        outcome = OUTCOMES.get(TransferState(row.state), "open")
        numbers = (f"{row.account_id}:{row.bank_ref}",) if row.bank_ref else ()
        return Fetched(outcome, received, reference, charge_ref=reference, numbers=numbers)  # type: ignore[arg-type]

    def close(self, reference: str) -> None:
        with transaction.atomic():
            row = BankTransfer.objects.select_for_update().get(attempt__public_id=reference)
            if TransferState.CLOSED in row.TRANSITIONS[row.state]:
                move(row, TransferState.CLOSED, actor="shop", ended_at=DatabaseNow(), is_locked=True)


def currencies() -> frozenset[str]:
    """Those the market has an account in."""
    return cached.kept(CURRENCIES, _currencies, seconds=SECONDS)


def forget_accounts() -> None:
    """For whoever has changed an account, once that is committed."""
    cached.forget(CURRENCIES)


def _currencies() -> frozenset[str]:
    return frozenset(BankAccount.objects.filter(is_on=True).values_list("currency", flat=True))


def arrived(*, transfer: BankTransfer, amount: Money, bank_ref: str, actor: str, reason: str = "") -> BankTransfer:
    """The money is on the account: `amount` under the bank's number `bank_ref`, which stands for one transfer only.
    The payment is settled by a job. Raises Refused, IllegalMove."""
    if amount.currency != transfer.currency or amount.minor <= 0:
        raise Refused(_("Give the amount that came, in %(currency)s.") % {"currency": transfer.currency})
    with transaction.atomic():
        locked = BankTransfer.objects.select_for_update().select_related("attempt__payment").get(pk=transfer.pk)
        taken = BankTransfer.objects.filter(account_id=locked.account_id, bank_ref=bank_ref).exclude(pk=locked.pk)
        if bank_ref and taken.exists():
            raise Refused(_("The bank's number %(ref)s belongs to another transfer.") % {"ref": bank_ref})
        move(
            locked, TransferState.RECEIVED, actor=actor, reason=reason, is_locked=True, received_minor=amount.minor,
            bank_ref=bank_ref[:80], ended_at=DatabaseNow(),
        )  # fmt: skip
        _judged(locked, actor, reason)
        attempt = locked.attempt.public_id
        enqueue("payments.check_attempt", dedupe=f"arrived:{locked.public_id}", attempt=attempt)
    return locked


def refuse(*, transfer: BankTransfer, actor: str, reason: str) -> BankTransfer:
    """The slip is not the transfer's: the shopper is told why and may show another. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused(_("Say why, the shopper reads it."))
    with transaction.atomic():
        locked = BankTransfer.objects.select_for_update().select_related("attempt__payment").get(pk=transfer.pk)
        move(locked, TransferState.REFUSED, actor=actor, reason=reason, is_locked=True)
        _judged(locked, actor, reason)
        payment = locked.attempt.payment
        announce("payments.slip_refused", payment=payment.public_id, reference=payment.reference, reason=reason[:300])
    return locked


def _judged(transfer: BankTransfer, actor: str, why: str) -> None:
    BankTransfer.objects.filter(pk=transfer.pk).update(why=why.strip()[:300], actor=actor)


def code_in(text: str) -> str:
    """Letters and digits as a code could have been typed, without spaces: for looking codes up in statements."""
    plain = "".join(char for char in text.upper() if char.isalnum())
    return plain.translate(str.maketrans("OILU", "011V"))


def _new_code() -> str:
    draw = partial(secrets.choice, ALPHABET.upper())
    return "".join(draw() for _place in range(CODE_CHARS))
