"""A payment comes into being: what is due, for what, and whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from commerce.kernel.transactions import must_be_within

from ..errors import NothingToPay
from ..models import Payment, PaymentEvent, PaymentShare
from ..states import PaymentState
from .moves import move

MARKET, FEE = "market", "fee"


@dataclass(frozen=True)
class Share:
    """Part of an amount that belongs to `party` (a seller's public id, or "market")."""

    party: str
    kind: str
    minor: int


def bill(
    *, reference: str, amount: Money, payer: str, description: str, shares: Iterable[Share], phone: str = ""
) -> Payment:
    """The payment due for `reference`, with its shares; the shares add up to the amount (ValueError otherwise). In the
    caller's transaction."""
    shares = [share for share in shares if share.minor]
    if sum(share.minor for share in shares) != amount.minor:
        raise ValueError("shares do not add up to the amount")
    must_be_within("a bill is written in the transaction of what it is for")
    payment = Payment.objects.create(
        reference=reference,
        payer=payer,
        phone=phone,
        description=description,
        currency=amount.currency,
        amount_minor=amount.minor,
    )
    PaymentShare.objects.bulk_create(
        PaymentShare(payment=payment, party=s.party, kind=s.kind, amount_minor=s.minor) for s in shares
    )
    PaymentEvent.objects.create(payment=payment, subject=payment.public_id, after=payment.state, actor="shop")
    return payment


def rebill(*, payment: Payment, fee: Share) -> Payment:
    """Another way of paying costs another fee: the amount due, and the share of it that is the fee, change together.
    In the caller's transaction. Raises NothingToPay for what is not due any more."""
    must_be_within("a bill is changed in the transaction of what it is for")
    locked = Payment.objects.select_for_update(no_key=True).get(pk=payment.pk)
    if locked.state != PaymentState.DUE:
        raise NothingToPay(_("There is nothing to pay here any more."))
    known = locked.shares.filter(party=fee.party, kind=fee.kind).first()
    before = known.amount_minor if known else 0
    locked.shares.update_or_create(party=fee.party, kind=fee.kind, defaults={"amount_minor": fee.minor})
    locked.amount_minor += fee.minor - before
    locked.save(update_fields=["amount_minor"])
    return locked


def fit(*, payment: Payment, paid: Money) -> None:
    """What was paid is what is due: an attempt that was begun with another way's fee pays that fee, and not the one
    that was chosen since. The caller has locked the payment. The shares add up to the payment again."""
    more = paid.minor - payment.amount_minor
    if not more:
        return
    fee = payment.shares.filter(kind=FEE).first()
    if fee is None:
        fee = PaymentShare(payment=payment, party=MARKET, kind=FEE, amount_minor=0)
    fee.amount_minor += more
    fee.save()
    payment.amount_minor = paid.minor
    payment.save(update_fields=["amount_minor"])


def cancel(*, payment: Payment, actor: str, reason: str) -> None:
    """Nothing is due any more, and what was set aside is given up. Money that still comes in is recorded and goes back.
    No-op when settled."""
    with transaction.atomic():
        locked = Payment.objects.select_for_update(no_key=True).get(pk=payment.pk)
        if locked.state in (PaymentState.DUE, PaymentState.AUTHORISED):
            move(locked, PaymentState.CANCELLED, actor=actor, reason=reason, is_locked=True)
