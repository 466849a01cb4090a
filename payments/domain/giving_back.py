"""Giving back what came in for a payment request. What an order's payment gives back is decided by its things, in
orders."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from commerce.kernel.errors import Conflict
from commerce.kernel.money import Money

from ..models import Payment, Refund, RefundShare
from ..states import RefundState
from . import refunds
from .bills import Share


def give_back(*, payment: Payment, amount: Money, actor: str, reason: str, key: str) -> Refund:
    """`amount` of a request's payment: out of the payee's share, and once that is used up out of the fee for the way
    of paying. The same `key` again is the same refund. Raises OverRefund, Conflict for a payment of anything else."""
    if not is_of_request(payment):
        raise Conflict(_("This is the payment of an order: give back there."))
    with transaction.atomic():
        locked = Payment.objects.select_for_update(no_key=True).get(pk=payment.pk)
        return refunds.request(
            payment=locked, amount=amount, actor=actor, reason=reason, dedupe=f"request:{payment.public_id}:{key}",
            shares=list(_taken(locked, amount.minor)),
        )  # fmt: skip


def is_of_request(payment: Payment) -> bool:
    return payment.requests.filter(pay_url="").exists()


def _taken(payment: Payment, minor: int) -> Iterator[Share]:
    """`minor` of what the shares have left, the payee's first."""
    gone = RefundShare.objects.filter(refund__payment=payment).exclude(refund__state=RefundState.FAILED)
    for share in payment.shares.order_by("pk"):
        before = gone.filter(party=share.party, kind=share.kind).aggregate(minor=Sum("amount_minor"))["minor"] or 0
        part = min(minor, share.amount_minor - before)
        minor -= part
        if part:
            yield Share(share.party, share.kind, part)
