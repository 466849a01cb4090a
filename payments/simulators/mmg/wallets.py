"""Wallets by phone number, as test cards are for a card simulator, and how much is in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from payments.simulators.mmg.merchant import Call

PHONE = re.compile(r"6\d{6}")
CODE = "1234"
WRONG_CODES = 3


@dataclass(frozen=True)
class Wallet:
    """A wallet with whole dollars in it at first; None where the number has no wallet."""

    phone: str
    dollars: int | None
    label: str


USUAL = 2_000_000
WALLETS = (
    Wallet("6001000", USUAL, "Pays"),
    Wallet("6000050", 50, "Has 50 dollars"),
    Wallet("6009999", None, "Has no wallet"),
)


def wallet(phone: str) -> Wallet:
    """Every number of seven digits that begins with 6 has a wallet, but for those above."""
    known = next((each for each in WALLETS if each.phone == phone), None)
    if known is not None:
        return known
    return Wallet(phone, USUAL if PHONE.fullmatch(phone) else None, "")


def balance(call: Call, phone: str) -> int:
    """Cents that are left: what was there, less what was paid and not given back."""
    paid = call.book.find("transaction", ("phone", "=", phone), ("status", "=", "successful"))
    return (wallet(phone).dollars or 0) * 100 - sum(row["cents"] for row in paid)
