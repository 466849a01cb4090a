"""What the browser and the notification bring back to the shop: a sealed reply, true or forged."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from payments.simulators.kit.book import Document
from payments.simulators.kit.webhooks import Modes
from payments.simulators.mmg.merchant import Call, Merchant, new_number, reply_code
from payments.simulators.mmg.seals import EXPONENT, seal

MESSAGES = {
    "0": "Transaction Successful",
    "1": "Agent Not Registered",
    "2": "Payment Failed",
    "3": "Invalid Secret Key",
    "4": "Merchant ID Mismatch",
    "5": "Token Decryption Failed",
    "6": "Transaction Cancelled",
    "7": "Transaction Timed Out",
}
# Tokens that our key opens and that lie; then bodies that hold no token of ours at all.
LIES = ("success", "other_order", "other_merchant", "no_order")
BROKEN = ("tampered", "wrong_key", "plain", "empty", "garbage")
FORGERIES = ("none", *LIES, *BROKEN)
WRONG_KEY_BITS = 2048


def reply_of(call: Call, reference: str, number: str, code: str) -> Document:
    """A reply as MMG writes it; without its number when there was no transaction."""
    named = {"merchantTransactionId": reference, **({"transactionId": number} if number else {})}
    if code != "0" and call.habits.errors_as == "error":
        return {**named, "errorCode": code, "errorMessage": MESSAGES[code]}
    return {**named, "ResultCode": code, "ResultMessage": MESSAGES[code], "htmlResponse": ""}


def sealed(call: Call, reply: Document) -> str:
    key = call.merchant.pairs.merchant.public_key()
    return seal(reply, key, alphabet=call.habits.alphabet)


def way_back(call: Call, reply: Document) -> str:
    """The address the browser goes to. Where MMG could not read for whom the page was, it seals nothing."""
    addresses = call.book.setting("addresses", {})
    code, response = reply_code(reply), addresses.get("response", "")
    where = response if code == "0" else addresses.get("error") or response
    unread = {"errorCode": code, "errorMessage": MESSAGES[code]}
    query = {"token": sealed(call, reply)} if reply.get("merchantTransactionId") else unread
    return f"{where or call.url('/_control/')}{'&' if '?' in where else '?'}{urlencode(query)}"


class Seal:
    """Writes the notification of an event: the token in JSON or as a form. Nothing signs it."""

    def __init__(self, merchant: Merchant) -> None:
        self._call = Call(merchant)

    def __call__(self, event_id: str, modes: Modes, forge: str) -> tuple[bytes, dict[str, str]]:
        event = self._call.book.get("event", event_id) or {"reply": {}}
        fields = spoiled(self._call, event["reply"], forge)
        if self._call.habits.notify_as == "form":
            return urlencode(fields).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
        return json.dumps(fields).encode(), {"Content-Type": "application/json"}


def spoiled(call: Call, reply: Document, forge: str) -> dict[str, Any]:
    """The body of a notification, spoiled as the forgery asks."""
    if forge in LIES:
        return {"token": sealed(call, lie(call, reply, forge))}
    token = sealed(call, reply)
    if forge == "tampered":
        middle = len(token) // 2
        return {"token": f"{token[:middle]}{'A' if token[middle] != 'A' else 'B'}{token[middle + 1 :]}"}
    if forge == "wrong_key":
        return {"token": seal(reply, generate_private_key(EXPONENT, WRONG_KEY_BITS).public_key())}
    others: dict[str, dict[str, Any]] = {"plain": reply, "empty": {}, "garbage": {"token": "success=1"}}
    return others.get(forge, {"token": token})


def lie(call: Call, reply: Document, forge: str) -> Document:
    """What somebody with the public half can make MMG seem to say."""
    claim = {**reply, "ResultCode": "0", "ResultMessage": MESSAGES["0"]}
    if forge == "success":
        return {**claim, "transactionId": new_number()}
    if forge == "other_order":
        mine = reply.get("merchantTransactionId")
        others = (page["order"]["merchantTransactionId"] for page in call.book.find("page"))
        return {**claim, "merchantTransactionId": next((other for other in others if other != mine), "att_none")}
    if forge == "other_merchant":
        theirs = [t for t in call.book.find("transaction") if t["account"] != call.package.merchant_id]
        return {**claim, "transactionId": theirs[0]["id"] if theirs else new_number()}
    return {name: value for name, value in claim.items() if name != "merchantTransactionId"}
