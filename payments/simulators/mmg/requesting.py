"""What a merchant asks for: a payment that the customer approves in the app, and a reversal, which is always full."""

from __future__ import annotations

import re
from typing import Any

from payments.simulators.mmg.errors import Refused, missing
from payments.simulators.mmg.merchant import CURRENCY, Call, wall_clock
from payments.simulators.mmg.transactions import begin, begin_reversal, reversal_of
from payments.simulators.mmg.wallets import wallet

AMOUNT = re.compile(r"(\d{1,9})(?:\.(\d{2}))?")
APPROVAL_SECONDS = 300


def ask_to_pay(call: Call, query: dict[str, str], body: dict[str, Any]) -> object:
    mid = call.package.merchant_id
    found = AMOUNT.fullmatch(str(body.get("amount", "")))
    cents = int(found[1]) * 100 + int(found[2] or 0) if found else 0
    if query.get("merchant_msisdn") != mid or party(body, "creditParty") != mid:
        raise Refused("104", "INVALID_CREDIT_PARTY")
    if body.get("currency") != CURRENCY or body.get("subType") != "merinipmt" or body.get("type") != "transfer":
        raise Refused("105", "INVALID_REQUEST")
    if cents <= 0:
        raise Refused("106", "INVALID_AMOUNT")
    phone = party(body, "debitParty")
    if wallet(phone).dollars is None:
        raise Refused("107", "INVALID_DEBIT_PARTY")
    made = begin(call, phone=phone, cents=cents, type="merinipmt", expires=call.now() + APPROVAL_SECONDS)
    return {
        "status": "pending",
        "pendingReason": "approvalrequired",
        "notificationMethod": "polling",
        "executionId": made["id"],
        "expiryTime": wall_clock(made["expires"]),
    }


def reverse(call: Call, query: dict[str, str], body: dict[str, Any]) -> object:
    if query.get("merchant_msisdn") != call.package.merchant_id:
        raise missing("merchant_msisdn")
    found = call.book.get("transaction", query.get("transactionId", ""))
    if found is None or found["account"] != call.package.merchant_id:
        raise Refused("101", "TRANSACTION_NOT_FOUND", call.habits.unknown_as)
    before = reversal_of(call, found["id"])
    if before is not None and before["status"] != "failed":
        raise Refused("184", "REVERSAL_FAIL_DUPLICATE")
    if found["status"] != "successful":
        raise Refused("183", "REVERSAL_FAIL_STATUS")
    made = begin_reversal(call, found)
    return {"transactionStatus": "pending", "type": "reversal", "transactionReference": made["id"]}


def party(body: dict[str, Any], name: str) -> str:
    """The account of a party; nothing where it is not one pair."""
    pairs = body.get(name)
    pair = pairs[0] if isinstance(pairs, list) and len(pairs) == 1 else {}
    return str(pair.get("value", "")) if isinstance(pair, dict) and pair.get("key") == "accountid" else ""
