"""Reading a payment token: what the page must know, and the code MMG gives where it does not like it."""

from __future__ import annotations

import re
from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.mmg.merchant import Call
from payments.simulators.mmg.seals import unseal

# The keys in the order of MMG's own example, and all of them text.
KEYS = (
    "secretKey",
    "amount",
    "merchantId",
    "merchantTransactionId",
    "productDescription",
    "requestInitiationTime",
    "merchantName",
)
WHOLE = re.compile(r"[1-9]\d{0,8}")
SECONDS = re.compile(r"\d{10}")


class Unusable(Exception):
    """The page cannot be shown. `code` is MMG's result code; `reference` is the shop's id where it could be read."""

    def __init__(self, code: str, reference: str = "") -> None:
        super().__init__(code)
        self.code, self.reference = code, reference


def order_of(call: Call, query: dict[str, str]) -> Document:
    """The order in a page's query, without its secret. Raises Unusable."""
    package = call.package
    try:
        found = unseal(query.get("token", ""), call.merchant.pairs.page)
    except ValueError:
        raise Unusable("5") from None
    reference = str(found.get("merchantTransactionId", ""))
    if list(found) != list(KEYS) or not all(isinstance(value, str) for value in found.values()):
        raise Unusable("5", reference)
    if found["secretKey"] != package.secret_key:
        raise Unusable("3", reference)
    if not {query.get("merchantId"), found["merchantId"]} == {package.merchant_id}:
        raise Unusable("4", reference)
    if not is_payable(found) or query.get("X-Client-ID") != package.client_id:
        raise Unusable("2", reference)
    return {name: value for name, value in found.items() if name != "secretKey"}


def is_payable(found: dict[str, Any]) -> bool:
    """Whole dollars, a time in seconds as text, an id."""
    good = WHOLE.fullmatch(found["amount"]) and SECONDS.fullmatch(found["requestInitiationTime"])
    return bool(good and found["merchantTransactionId"])
