"""Transaction search: what moved between two moments, in pages; late on demand, and wrong where it was told to be."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.paypal.account import Call, new_id
from payments.simulators.paypal.errors import invalid, missing
from payments.simulators.paypal.money import written

LONGEST_SECONDS = 31 * 24 * 3600
MOST_A_PAGE = 500


def search(call: Call, given: dict[str, str]) -> tuple[int, Document]:
    """GET /v1/reporting/transactions by `start_date` and `end_date`, both included."""
    since, until = (date(given, name) for name in ("start_date", "end_date"))
    if not 0 <= until - since <= LONGEST_SECONDS:
        raise invalid("INVALID_DATE_RANGE", "Date range is greater than 31 days, or ends before it starts.", "end_date")
    size, page = int(given.get("page_size", "100")), int(given.get("page", "1"))
    if not (1 <= size <= MOST_A_PAGE and page >= 1):
        raise invalid("INVALID_PARAMETER_VALUE", "page_size is 1 to 500, page begins with 1.", "page_size")
    rows = visible(call, since, until)
    shown = rows[(page - 1) * size : page * size]
    return 200, {
        "transaction_details": [{"transaction_info": told(call, row)} for row in shown],
        "account_number": call.account.terms.merchant_id,
        "start_date": stamp(since),
        "end_date": stamp(until),
        "last_refreshed_datetime": stamp(call.now() - delay(call)),
        "page": page,
        "total_items": len(rows),
        "total_pages": -(-len(rows) // size),
        "links": [call.link(f"/v1/reporting/transactions?page={page}&page_size={size}", "self")],
    }


def delay(call: Call) -> int:
    """Seconds until a movement is listed. PayPal says that it may take three hours."""
    return int(call.book.setting("report_delay", 0))


def visible(call: Call, since: int, until: int) -> list[Document]:
    last = min(until, call.now() - delay(call))
    rows = call.book.find("movement", ("created", ">=", since), ("created", "<=", last), oldest_first=True)
    return [row for row in rows if row["shown"]]


def told(call: Call, row: Document) -> dict[str, Any]:
    currency = row["currency"]
    info: dict[str, Any] = {
        "paypal_account_id": call.account.terms.merchant_id,
        "transaction_id": row["transaction"],
        "transaction_event_code": row["code"],
        "transaction_initiation_date": stamp(row["created"]),
        "transaction_updated_date": stamp(row["created"]),
        "transaction_amount": written(row["told"] if "told" in row else row["minor"], currency),
        "transaction_status": "S",
    }
    if row["fee"]:
        info["fee_amount"] = written(-row["fee"], currency)
    if row["reference"]:
        info |= {"paypal_reference_id": row["reference"], "paypal_reference_id_type": "TXN"}
    named = {"custom_field": row["custom"], "invoice_id": row["invoice"]}
    return info | {name: value for name, value in named.items() if value}


def plant(call: Call, given: dict[str, Any]) -> Document:
    """A difference between what happened and what is told: {plant: amount, transaction, by} changes the amount by so
    many minor units, {plant: leave_out, transaction} hides it, {plant: add, minor, currency} makes one up.

    Raises ValueError.
    """
    kind = given.get("plant")
    if kind == "add":
        row = {"id": f"movement-planted-{new_id()}", "created": call.now(), "transaction": new_id(), "code": "T0006"}
        row |= {"minor": int(given.get("minor", 100)), "currency": given.get("currency", "USD"), "fee": 0}
        row |= {"reference": "", "custom": "", "invoice": "", "shown": True}
        return call.book.put("movement", row)
    found = call.book.find("movement", ("transaction", "=", given.get("transaction")))
    if not found or kind not in ("amount", "leave_out"):
        raise ValueError("plant is amount, leave_out or add; the first two name a transaction")
    lie = {"told": found[0]["minor"] + int(given.get("by", 1))} if kind == "amount" else {"shown": False}
    return call.book.put("movement", found[0] | lie)


def date(given: dict[str, str], name: str) -> int:
    if name not in given:
        raise missing(name)
    try:
        return int(datetime.fromisoformat(given[name]).timestamp())
    except ValueError:
        raise invalid("INVALID_PARAMETER_SYNTAX", "Not a date with a time zone.", name) from None


def stamp(unix: int) -> str:
    """As reports write it, without a colon in the zone."""
    return time.strftime("%Y-%m-%dT%H:%M:%S+0000", time.gmtime(unix))
