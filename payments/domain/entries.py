"""Which accounts an event of a payment moves money between. Each is written in the transaction of the event, once."""

from collections.abc import Iterable
from typing import Protocol

from commerce.kernel.money import Money

from ..models import AccountCode, Collection, Payment, PaymentAttempt, Refund, Remittance
from .ledger import Leg, credit, debit, post

# By a share's kind; else the seller's own.
ACCOUNTS = {"commission": AccountCode.COMMISSION, "tax": AccountCode.TAX, "fee": AccountCode.SURCHARGE}

BY_HAND, MARKET, CASH = "by_hand", "market", "cod"


class Part(Protocol):
    """A share of a payment or of a refund."""

    party: str
    kind: str
    amount_minor: int


def authorised(*, attempt: PaymentAttempt, actor: str) -> None:
    """An amount is set aside for us; no money has moved."""
    legs = _moved(AccountCode.PROMISED, AccountCode.AUTHORISED, attempt, attempt.amount)
    _of_attempt(attempt, "authorisation", attempt.public_id, actor, legs)


def authorisation_ended(*, attempt: PaymentAttempt, actor: str) -> None:
    """It was taken, given up or has lapsed."""
    legs = _moved(AccountCode.AUTHORISED, AccountCode.PROMISED, attempt, attempt.amount)
    _of_attempt(attempt, "authorisation_end", f"{attempt.public_id}:end", actor, legs)


def captured(*, attempt: PaymentAttempt, actor: str) -> None:
    """The provider has the money, and it belongs to the payment's parties; the provider's fee is the market's."""
    payment = attempt.payment
    whose = [*exchanged(attempt.amount, attempt.covers), *_of_parties(payment, -1, payment.shares.all())]
    _came_in(attempt, attempt.amount, whose, actor)


def came_in_besides(*, attempt: PaymentAttempt, received: Money, actor: str) -> None:
    """Money for which nothing is due: paid twice, or another amount than asked for. It waits until it goes back or
    somebody says what it is."""
    counts = attempt.covers if received == attempt.amount else received
    waiting = credit(AccountCode.SUSPENSE, attempt.payment.public_id, counts)
    _came_in(attempt, received, [*exchanged(received, counts), waiting], actor, memo=attempt.state)


def cash_collected(*, collection: Collection, attempt: PaymentAttempt, actor: str) -> None:
    """The courier has it for us, and it is no promise any more; it belongs to the parcel's parties."""
    cash_refused(collection=collection, attempt=attempt, actor=actor)
    whose = _of_parties(attempt.payment, -1, collection.shares.all())
    came = debit(AccountCode.PROVIDER, attempt.provider, collection.amount)
    _of_attempt(attempt, "capture", collection.public_id, actor, [came, *whose])


def cash_refused(*, collection: Collection, attempt: PaymentAttempt, actor: str) -> None:
    """What was promised for the parcel is promised no more."""
    legs = _moved(AccountCode.AUTHORISED, AccountCode.PROMISED, attempt, collection.amount)
    _of_attempt(attempt, "authorisation_end", collection.public_id, actor, legs)


def cash_remitted(*, remittance: Remittance, actor: str) -> None:
    """What couriers had collected is in the bank, but for what they kept."""
    fee = Money(remittance.fee_minor, remittance.currency)
    post(
        key=f"remittance:{remittance.public_id}", kind="remittance", subject=remittance.public_id, actor=actor,
        legs=[
            debit(AccountCode.BANK, MARKET, remittance.received), debit(AccountCode.FEES, CASH, fee),
            credit(AccountCode.PROVIDER, CASH, remittance.received + fee),
        ],
    )  # fmt: skip


def refund_begun(*, refund: Refund, actor: str) -> None:
    """What goes back is taken from those who had it, before anybody asks the provider."""
    on_its_way = credit(AccountCode.REFUNDS, _payer(refund), refund.sent)
    _refund(refund, "begun", actor, [*_given_up(refund, 1), *exchanged(-refund.sent, -refund.amount), on_its_way])


def refund_done(*, refund: Refund, actor: str) -> None:
    """The provider has paid it out of what it holds for us, or somebody by hand out of the bank."""
    _refund(refund, "done", actor, _paid_out(refund, refund.sent))


def refund_failed(*, refund: Refund, was_done: bool, actor: str) -> None:
    """Those who had it have it again; a bank may send back what the provider had called done."""
    if was_done:
        _refund(refund, "returned", actor, _paid_out(refund, -refund.sent))
    stays = debit(AccountCode.REFUNDS, _payer(refund), refund.sent)
    _refund(refund, "failed", actor, [stays, *exchanged(refund.sent, refund.amount), *_given_up(refund, -1)])


def exchanged(came: Money, counts: Money) -> list[Leg]:
    """The legs by which `came` counts as `counts` of another currency: they meet on one account that has a side in
    each, so that every currency balances by itself. None for one currency."""
    if came.currency == counts.currency:
        return []
    pair = "/".join(sorted([came.currency, counts.currency]))
    return [credit(AccountCode.EXCHANGE, pair, came), debit(AccountCode.EXCHANGE, pair, counts)]


def _came_in(attempt: PaymentAttempt, received: Money, whose: list[Leg], actor: str, *, memo: str = "") -> None:
    """The money, and what the provider keeps of it."""
    came = debit(AccountCode.PROVIDER, attempt.provider, received)
    _of_attempt(attempt, "capture", attempt.public_id, actor, [came, *whose], memo=memo)
    fee = Money(attempt.fee_minor, attempt.currency)
    legs = _moved(AccountCode.PROVIDER, AccountCode.FEES, attempt, fee)
    _of_attempt(attempt, "fee", attempt.public_id, actor, legs)


def _of_attempt(
    attempt: PaymentAttempt, kind: str, key: str, actor: str, legs: Iterable[Leg], *, memo: str = ""
) -> None:
    post(
        key=f"{kind}:{key}", kind=kind, payment=attempt.payment, subject=attempt.public_id, actor=actor, memo=memo,
        legs=legs,
    )  # fmt: skip


def _moved(source: str, target: str, attempt: PaymentAttempt, amount: Money) -> list[Leg]:
    """Between two accounts of the attempt's provider."""
    return [debit(target, attempt.provider, amount), credit(source, attempt.provider, amount)]


def _refund(refund: Refund, step: str, actor: str, legs: Iterable[Leg]) -> None:
    post(
        key=f"refund:{refund.public_id}:{step}", kind=f"refund_{step}", payment=refund.payment,
        subject=refund.public_id, memo=refund.reason, actor=actor, legs=legs,
    )  # fmt: skip


def _payer(refund: Refund) -> str:
    return BY_HAND if refund.by_hand else refund.attempt.provider


def _paid_out(refund: Refund, amount: Money) -> list[Leg]:
    source = (AccountCode.BANK, MARKET) if refund.by_hand else (AccountCode.PROVIDER, refund.attempt.provider)
    return [debit(AccountCode.REFUNDS, _payer(refund), amount), credit(*source, amount)]


def _given_up(refund: Refund, sign: int) -> list[Leg]:
    shares = list(refund.shares.all())
    if not shares:  # of what came in besides
        return [Leg(AccountCode.SUSPENSE, refund.payment.public_id, refund.currency, sign * refund.amount_minor)]
    return _of_parties(refund.payment, sign, shares)


def _of_parties(payment: Payment, sign: int, parts: Iterable[Part]) -> list[Leg]:
    return [Leg(_code(part), part.party, payment.currency, sign * part.amount_minor) for part in parts]


def _code(part: Part) -> str:
    return ACCOUNTS.get(part.kind, AccountCode.PENDING)
