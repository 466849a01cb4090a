"""The account that shoppers of the demo market transfer to: made up, and it says so."""

from payments.domain import transfers
from payments.models import BankAccount


def load_bank(currency: str) -> None:
    BankAccount.objects.get_or_create(
        bank="Demo Bank (made up)", holder="Stabroek demo market", number="0000 0000 01",
        defaults={"branch": "No real branch", "currency": currency},
    )  # fmt: skip
    transfers.forget_accounts()
