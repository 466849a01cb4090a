"""Giving back what came in for a payment request. What an order's payment gives back is decided by its things, in
orders."""

from django.utils.translation import gettext as _

from commerce.kernel.errors import Conflict
from commerce.kernel.money import Money

from ..models import Payment, Refund
from . import refunds
from .bills import Share


def give_back(*, payment: Payment, amount: Money, actor: str, reason: str, key: str) -> Refund:
    """`amount` of a request's payment, out of its one payee's share. The same `key` again is the same refund. Raises
    OverRefund, Conflict for a payment of anything else."""
    if not is_of_request(payment):
        raise Conflict(_("This is the payment of an order: give back there."))
    share = payment.shares.get()
    return refunds.request(
        payment=payment, amount=amount, actor=actor, reason=reason, dedupe=f"request:{payment.public_id}:{key}",
        shares=[Share(share.party, share.kind, amount.minor)],
    )  # fmt: skip


def is_of_request(payment: Payment) -> bool:
    return payment.requests.filter(pay_url="").exists()
