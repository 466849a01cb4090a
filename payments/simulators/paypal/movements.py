"""What moved on the account, as the reports of PayPal tell it: one row a movement, with its fee.

Codes: https://developer.paypal.com/reports/reference/t-codes
"""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.paypal.account import Call


def record(
    call: Call, *, code: str, id: str, minor: int, about: Document, fee: int = 0, reference: str = ""
) -> Document:  # fmt: skip
    """Write one movement of `minor` units (negative when money leaves). `about` is the capture or refund it tells of;
    `reference` is the transaction it follows from. `fee` is what was kept of it."""
    words: dict[str, Any] = {"custom": about.get("custom_id", ""), "invoice": about.get("invoice_id", "")}
    row = {"id": f"movement-{code}-{id}", "created": call.now(), "transaction": id, "code": code, "minor": minor}
    row |= {"currency": about["_currency"], "fee": fee, "reference": reference, "shown": True, **words}
    return call.book.put("movement", row)
