"""Transactions and their reversals: what MMG's ledger says. `cents` count; API and pages write dollars."""

from __future__ import annotations

import secrets
from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.mmg.merchant import CURRENCY, Call, new_number
from payments.simulators.mmg.wallets import balance

REVERSAL_OUTCOMES = ("pending", "done", "failed")
USUAL_REVERSAL: dict[str, Any] = {"outcome": "done", "seconds": 5}


def begin(call: Call, *, phone: str, cents: int, **facts: Any) -> Document:
    """A pending transaction to the merchant. Its number and its receipt are two, and neither is the shop's."""
    made = {
        "id": new_number(),
        "receipt": new_number(),
        "created": call.now(),
        "modified": call.now(),
        "status": "pending",
        "cents": cents,
        "currency": CURRENCY,
        "account": call.package.merchant_id,
        "phone": phone,
        "external_id": secrets.token_hex(8),
        **facts,
    }
    return call.book.put("transaction", made)


def settle(call: Call, found: Document) -> bool:
    """Take the money if there is enough; whether there was. Money is taken once."""
    if found["status"] != "pending":
        return bool(found["status"] == "successful")
    good = balance(call, found["phone"]) >= found["cents"]
    change(call, found, status="successful" if good else "failed")
    return good


def change(call: Call, found: Document, **values: Any) -> Document:
    found |= {**values, "modified": call.now()}
    return call.book.put("transaction", found)


def reversal_of(call: Call, number: str) -> Document | None:
    """The latest reversal of a transaction."""
    found = call.book.find("reversal", ("transaction", "=", number), limit=1)
    return found[0] if found else None


def begin_reversal(call: Call, found: Document) -> Document:
    """All of it goes back, later or never, as `reversal_outcome` says."""
    plan = call.book.setting("reversal_outcome", USUAL_REVERSAL)
    due = None if plan["outcome"] == "pending" else call.now() + float(plan["seconds"])
    made = {
        "id": new_number(),
        "created": call.now(),
        "transaction": found["id"],
        "cents": found["cents"],
        "status": "pending",
        "_due": due,
        "_becomes": plan["outcome"],
    }
    call.book.put("reversal", made)
    return end_reversal(call, made, plan["outcome"]) if due is not None and due <= call.now() else made


def end_reversal(call: Call, reversal: Document, outcome: str) -> Document:
    """`done`: the wallet has its money again. `failed`: nothing moved, and it may be asked for anew."""
    reversal |= {"status": outcome, "_due": None}
    found = call.book.get("transaction", reversal["transaction"])
    if found and outcome == "done":
        change(call, found, status="reversed")
    return call.book.put("reversal", reversal)


def dollars(cents: int) -> str:
    """As MMG writes an amount: without cents where there are none."""
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)
