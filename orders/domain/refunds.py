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
from .moves import note


def refund(*, order: Order, amount: Money, actor: str, reason: str, key: str) -> Refund:
    """Give `amount` of a paid order back. The same `key` (a form's) twice is one refund.

    Raises Refused without a reason, OverRefund.
    """
    if not reason.strip():
        raise Refused(_("Say why the money goes back."), code="reason_missing")
    with transaction.atomic():
        payment = Payment.objects.select_for_update().get(pk=order.payment_id)
        made = refunds.request(
            payment=payment, amount=amount, actor=actor, reason=reason, dedupe=f"order:{order.public_id}:{key}"[:120],
            shares=shares_of(payment, amount),
        )  # fmt: skip
        note(order, "refund", actor=actor, reason=reason, minor=amount.minor, refund=made.public_id)
    return made


def refund_rest(*, order: Order, actor: str, reason: str) -> Refund | None:
    """Give back whatever of the order's payment is still ours. None when nothing is. Part of the caller's commit."""
    payment = Payment.objects.select_for_update().get(pk=order.payment_id)
    if payment.refundable.minor <= 0 or not payment.attempts.filter(state="captured").exists():
        return None
    rest = payment.refundable
    made = refunds.request(
        payment=payment, amount=rest, actor=actor, reason=reason, dedupe=f"order:{order.public_id}:rest",
        shares=shares_of(payment, rest),
    )  # fmt: skip
    note(order, "refund", actor=actor, reason=reason, minor=rest.minor, refund=made.public_id)
    return made


def shares_of(payment: Payment, amount: Money) -> Iterable[Share]:
    """The parts of `amount` by what each party still has of the payment; they add up to it exactly."""
    left = {(s.party, s.kind): s.amount_minor for s in payment.shares.all()}
    for made in payment.refunds.exclude(state="failed").prefetch_related("shares"):
        for gone in made.shares.all():
            left[gone.party, gone.kind] -= gone.amount_minor
    weights = [max(minor, 0) for minor in left.values()]
    if not sum(weights):
        return []
    parts = split(amount.minor, weights)
    return [Share(party, kind, minor) for (party, kind), minor in zip(left, parts, strict=True)]
