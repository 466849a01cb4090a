"""Giving an order's money back, whole or in part; whose share it is follows from what was paid."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused
from commerce.kernel.money import Money, split
from payments.domain import refunds
from payments.domain.bills import Share
from payments.models import Payment, Refund

from ..models import Order
from . import credit_notes
from .moves import note
from .portions import of_shares
from .refund_things import Choice, Owed, left_of, price_of


def refund(
    *, order: Order, actor: str, reason: str, key: str, amount: Money | None = None, choice: Choice | None = None
) -> Refund:
    """Give back `amount` of a paid order, or what the things of `choice` have cost, or all that is left.

    The same `key` (a form's) twice is one refund. Raises Refused without a reason, when nothing is left, or for a
    choice that cannot be given back; OverRefund.
    """
    if not reason.strip():
        raise Refused(_("Say why the money goes back."), code="reason_missing")
    with transaction.atomic():
        payment = Payment.objects.select_for_update(no_key=True).get(pk=order.payment_id)
        dedupe = f"order:{order.public_id}:{key}"[:120]
        if found := Refund.objects.filter(dedupe=dedupe).first():
            return found
        owed = _owed(order, payment, amount, choice)
        made = refunds.request(
            payment=payment, amount=owed.amount, actor=actor, reason=reason, dedupe=dedupe, shares=owed.shares
        )
        credit_notes.plan(refund=made, portions=owed.portions)
        note(order, "refund", actor=actor, reason=reason, minor=owed.amount.minor, refund=made.public_id)
    return made


def _owed(order: Order, payment: Payment, amount: Money | None, choice: Choice | None) -> Owed:
    if choice is not None:
        return price_of(order=order, choice=choice)
    given = amount or payment.refundable
    if given.minor <= 0:
        raise Refused(_("Nothing is left to give back."), code="nothing_left")
    return _divided(order, payment, given)


def _divided(order: Order, payment: Payment, amount: Money) -> Owed:
    shares = tuple(shares_of(payment, amount))
    return Owed(amount, shares, tuple(of_shares(order, shares)))


def refund_rest(*, order: Order, actor: str, reason: str, key: str = "rest") -> Refund | None:
    """Give back whatever of the order's payment is still ours. None when nothing is. Part of the caller's commit; the
    same `key` again is the same refund."""
    payment = Payment.objects.select_for_update(no_key=True).get(pk=order.payment_id)
    if payment.refundable.minor <= 0 or not payment.attempts.filter(captured_minor__gt=0).exists():
        return None
    rest, dedupe = payment.refundable, f"order:{order.public_id}:{key}"
    if found := Refund.objects.filter(dedupe=dedupe).first():
        return found
    owed = _divided(order, payment, rest)
    made = refunds.request(
        payment=payment, amount=rest, actor=actor, reason=reason, dedupe=dedupe, shares=owed.shares
    )  # fmt: skip
    credit_notes.plan(refund=made, portions=owed.portions)
    note(order, "refund", actor=actor, reason=reason, minor=rest.minor, refund=made.public_id)
    return made


def shares_of(payment: Payment, amount: Money) -> Iterable[Share]:
    """The parts of `amount` by what each party still has of the payment; they add up to it exactly."""
    left = left_of(payment)
    weights = [max(minor, 0) for minor in left.values()]
    if not sum(weights):
        return []
    parts = split(amount.minor, weights)
    return [Share(party, kind, minor) for (party, kind), minor in zip(left, parts, strict=True)]
