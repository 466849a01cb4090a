"""What the merchant API tells. A look-up echoes neither the shop's id nor its description, and dates itself."""

from __future__ import annotations

import calendar
import re
import time
from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.mmg.errors import Refused, missing
from payments.simulators.mmg.merchant import CURRENCY, GUYANA_SECONDS, Call, new_number, wall_clock
from payments.simulators.mmg.transactions import dollars

WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z")
# What the history calls a look-up's words.
HISTORY_WORDS = {"successful": "completed"}


def look_up(call: Call, query: dict[str, str], body: dict[str, Any]) -> object:
    if not query.get("transactionId"):
        raise missing("transactionId")
    found = call.book.get("transaction", query["transactionId"])
    if found is None:
        raise Refused("101", "TRANSACTION_NOT_FOUND", call.habits.unknown_as)
    return {
        "amount": dollars(found["cents"]),
        "currency": found["currency"],
        "transactionStatus": found["status"],
        "transactionReference": found["receipt"],
        "creditParty": [{"key": "accountid", "value": found["account"]}],
        "debitParty": [{"key": "accountid", "value": found["phone"]}],
        "metadata": [],
        "creationDate": wall_clock(call.now()),
    }


def history(call: Call, query: dict[str, str], body: dict[str, Any]) -> object:
    """A page of the account's rows between two times of the wall clock, after `offset` rows, oldest first."""
    for name in ("msisdn", "fromdate", "todate"):
        if not query.get(name):
            raise missing(name)
    since, until = unix_of(query["fromdate"]), unix_of(query["todate"])
    account, offset = query["msisdn"], int(query.get("offset") or 0)
    if account != call.package.merchant_id:
        raise Refused("102", "INVALID_CREDENTIALS")
    rows = [
        row
        for row in call.book.find("transaction", ("account", "=", account), oldest_first=True)
        if since <= row["modified"] <= until
    ]
    page = sorted(rows, key=lambda row: row["modified"])[offset : offset + call.habits.page_size]
    return {"executionId": new_number(), "TransactionList": [told(row) for row in page]}


def told(row: Document) -> Document:
    """A row of the history: its reference is what the look-up calls the transaction's id."""
    return {
        "amount": dollars(row["cents"]),
        "currency": row["currency"],
        "transactionStatus": HISTORY_WORDS.get(row["status"], row["status"]),
        "transactionReference": row["id"],
        "transactionReceipt": row["id"],
        "modificationDate": wall_clock(row["modified"]),
        "external_id": row["external_id"],
    }


def balance_of_merchant(call: Call, query: dict[str, str], body: dict[str, Any]) -> object:
    if query.get("merchant_msisdn") != call.package.merchant_id:
        raise missing("merchant_msisdn")
    mine = (("account", "=", call.package.merchant_id), ("status", "=", "successful"))
    cents = sum(row["cents"] for row in call.book.find("transaction", *mine))
    return {"currentBalance": dollars(cents), "availableBalance": dollars(cents), "currency": CURRENCY}


def unix_of(written: str) -> int:
    """A time of the wall clock in seconds since 1970. Raises Refused for a date alone or one that no calendar has."""
    if not WRITTEN.fullmatch(written):
        raise Refused("103", "Invalid dates")
    try:
        told = time.strptime(written.partition(".")[0].rstrip("Z"), "%Y-%m-%dT%H:%M:%S")
    except ValueError:
        raise Refused("103", "Invalid dates") from None
    return calendar.timegm(told) - GUYANA_SECONDS
