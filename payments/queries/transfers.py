"""A bank transfer as the shopper who is to make it reads it."""

from typing import Any

from ..models import BankTransfer, Payment
from ..states import UNFINISHED


def open_transfer(payment: Payment) -> BankTransfer | None:
    """The one that the payment waits for, with its account; None when it waits for none."""
    waiting = BankTransfer.objects.filter(attempt__payment=payment, attempt__state__in=UNFINISHED)
    return waiting.select_related("account", "attempt").first()


def sheet(transfer: BankTransfer) -> dict[str, Any]:
    """Where to, how much, and what to write into it. `account` are (name, value) pairs that have a value."""
    account = transfer.account
    return {
        "code": transfer.shown_code, "amount": transfer.attempt.amount, "until": transfer.attempt.expires_at,
        "state": transfer.state, "reason": transfer.why, "bank": account.bank, "branch": account.branch,
        "holder": account.holder, "number": account.number,
    }  # fmt: skip
