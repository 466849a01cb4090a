"""Which accounts an event of a payment moves money between. Each is written in the transaction of the event, once."""

from collections.abc import Iterable
from typing import Protocol

from commerce.kernel.money import Money

from ..models import AccountCode, Payment, PaymentAttempt, Refund
from .ledger import Leg, credit, debit, post

ACCOUNTS = {"commission": AccountCode.COMMISSION, "tax": AccountCode.TAX}  # by a share's kind; else the seller's own


class Part(Protocol):
    """A share of a payment or of a refund."""

    party: str
    kind: str
    amount_minor: int


def captured(*, payment: Payment, attempt: PaymentAttempt, actor: str) -> None:
    """The provider has the money, and it belongs to the payment's parties; the provider's fee is the market's."""
    _came_in(payment, attempt, attempt.amount, _of_parties(payment, -1, payment.shares.all()), actor)


def came_in_besides(*, payment: Payment, attempt: PaymentAttempt, received: Money, actor: str) -> None:
    """Money for which nothing is due: paid twice, or another amount than asked for. It waits until it goes back or
    somebody says what it is."""
    waiting = [credit(AccountCode.SUSPENSE, payment.public_id, received)]
    _came_in(payment, attempt, received, waiting, actor, memo=attempt.state)


def refund_begun(*, refund: Refund, actor: str) -> None:
    """What goes back is taken from those who had it, before anybody asks the provider."""
    on_its_way = credit(AccountCode.REFUNDS, refund.attempt.provider, refund.amount)
    _refund(refund, "begun", actor, [*_given_up(refund, 1), on_its_way])


def refund_done(*, refund: Refund, actor: str) -> None:
    moved = _moved(AccountCode.PROVIDER, AccountCode.REFUNDS, refund.attempt, refund.amount)
    _refund(refund, "done", actor, moved)


def refund_failed(*, refund: Refund, was_done: bool, actor: str) -> None:
    """Those who had it have it again; a bank may send back what the provider had called done."""
    if was_done:
        moved = _moved(AccountCode.REFUNDS, AccountCode.PROVIDER, refund.attempt, refund.amount)
        _refund(refund, "returned", actor, moved)
    stays = debit(AccountCode.REFUNDS, refund.attempt.provider, refund.amount)
    _refund(refund, "failed", actor, [stays, *_given_up(refund, -1)])


def _came_in(
    payment: Payment, attempt: PaymentAttempt, received: Money, whose: list[Leg], actor: str, *, memo: str = ""
) -> None:
    """The money, and what the provider keeps of it."""
    post(
        key=f"capture:{attempt.public_id}", kind="capture", payment=payment, subject=attempt.public_id, actor=actor,
        memo=memo, legs=[debit(AccountCode.PROVIDER, attempt.provider, received), *whose],
    )  # fmt: skip
    fee = Money(attempt.fee_minor, attempt.currency)
    post(
        key=f"fee:{attempt.public_id}", kind="fee", payment=payment, subject=attempt.public_id, actor=actor,
        legs=_moved(AccountCode.PROVIDER, AccountCode.FEES, attempt, fee),
    )  # fmt: skip


def _moved(source: str, target: str, attempt: PaymentAttempt, amount: Money) -> list[Leg]:
    """Between two accounts of the attempt's provider."""
    return [debit(target, attempt.provider, amount), credit(source, attempt.provider, amount)]


def _refund(refund: Refund, step: str, actor: str, legs: Iterable[Leg]) -> None:
    post(
        key=f"refund:{refund.public_id}:{step}", kind=f"refund_{step}", payment=refund.payment,
        subject=refund.public_id, memo=refund.reason, actor=actor, legs=legs,
    )  # fmt: skip


def _given_up(refund: Refund, sign: int) -> list[Leg]:
    shares = list(refund.shares.all())
    if not shares:  # of what came in besides
        return [Leg(AccountCode.SUSPENSE, refund.payment.public_id, refund.currency, sign * refund.amount_minor)]
    return _of_parties(refund.payment, sign, shares)


def _of_parties(payment: Payment, sign: int, parts: Iterable[Part]) -> list[Leg]:
    return [Leg(_code(part), part.party, payment.currency, sign * part.amount_minor) for part in parts]


def _code(part: Part) -> str:
    return ACCOUNTS.get(part.kind, AccountCode.PENDING)
