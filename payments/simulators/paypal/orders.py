"""Orders v2: create, read, change. What the payer does is in `approving`, what we take is in `capturing`."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from payments.simulators.kit.book import Document
from payments.simulators.paypal.account import PAYEE_EMAIL, Call, moment, new_id, seen
from payments.simulators.paypal.errors import invalid, missing, no_such, unprocessable, unsimulated
from payments.simulators.paypal.money import read, read_positive, written

SECONDS_TO_APPROVE = 3 * 3600
KNOWN = frozenset({"intent", "purchase_units", "payment_source", "application_context"})
KNOWN_IN_UNIT = frozenset({"reference_id", "custom_id", "invoice_id", "description", "amount", "items", "payee"})
LENGTHS = {"custom_id": 255, "invoice_id": 127, "description": 127}
# Breakdown parts and whether they add to the amount or take from it.
PARTS = {
    "item_total": 1, "shipping": 1, "handling": 1, "tax_total": 1, "insurance": 1, "shipping_discount": -1,
    "discount": -1,
}  # fmt: skip
PATCH_PATH = re.compile(r"/purchase_units/@reference_id=='(?P<unit>[^']+)'/(?P<name>custom_id|invoice_id|description)")


def create(call: Call, given: dict[str, Any]) -> tuple[int, Document]:
    """POST /v2/checkout/orders."""
    check_known(given)
    unit = purchase_unit(call, given)
    context = context_of(given)
    now, id = call.now(), new_id()
    order: Document = {
        "id": id,
        "created": now,
        "intent": given["intent"],
        "status": "PAYER_ACTION_REQUIRED" if "payment_source" in given else "CREATED",
        "purchase_units": [unit],
        "create_time": moment(now),
        "update_time": moment(now),
        "_return_url": context["return_url"],
        "_cancel_url": context.get("cancel_url", ""),
        "_expires": now + SECONDS_TO_APPROVE,
        "_funding": "",
        "_attempts": 0,
    }
    if "payment_source" in given:
        order["payment_source"] = {"paypal": {}}
    call.book.put("order", order)
    return 201, shown(call, order)


def check_known(given: dict[str, Any]) -> None:
    for name in sorted(set(given) - KNOWN):
        raise unsimulated(f"/{name}")
    if given.get("intent") not in ("CAPTURE", "AUTHORIZE"):
        raise missing("/intent") if "intent" not in given else invalid("INVALID_PARAMETER_VALUE", "", "/intent")
    if not isinstance(units := given.get("purchase_units"), list) or not units:
        raise missing("/purchase_units")
    if len(units) > 1:
        raise unsimulated("/purchase_units/1")
    for name in sorted(set(units[0]) - KNOWN_IN_UNIT):
        raise unsimulated(f"/purchase_units/0/{name}")
    for name in sorted(set(given.get("payment_source") or {}) - {"paypal"}):
        raise unsimulated(f"/payment_source/{name}")


def purchase_unit(call: Call, given: dict[str, Any]) -> dict[str, Any]:
    unit, at = given["purchase_units"][0], "/purchase_units/0"
    for name, longest in LENGTHS.items():
        if len(unit.get(name) or "") > longest:
            raise invalid("INVALID_STRING_MAX_LENGTH", "The value of a field is too long.", f"{at}/{name}")
    check_breakdown(unit, f"{at}/amount")
    payee = unit.get("payee") or {}
    if payee.get("merchant_id", call.account.terms.merchant_id) != call.account.terms.merchant_id:
        raise unsimulated(f"{at}/payee")
    texts = {name: unit[name] for name in LENGTHS if unit.get(name)}
    return {
        "reference_id": unit.get("reference_id") or "default",
        "amount": unit["amount"],
        "payee": {"email_address": PAYEE_EMAIL, "merchant_id": call.account.terms.merchant_id},
        **({"items": unit["items"]} if unit.get("items") else {}),
        **texts,
    }


def check_breakdown(unit: dict[str, Any], at: str) -> None:
    """What is told in parts must add up. Raises PayPalError."""
    total, currency = read_positive(unit.get("amount"), at)
    parts = unit["amount"].get("breakdown")
    if parts is None:
        if unit.get("items"):
            raise unprocessable("ITEM_TOTAL_REQUIRED", "If item details are specified, item_total is required.", at)
        return
    summed = 0
    for name, part in parts.items():
        if name not in PARTS:
            raise unsimulated(f"{at}/breakdown/{name}")
        minor, of = read(part, f"{at}/breakdown/{name}")
        if of != currency:
            raise unprocessable(
                "CURRENCY_MISMATCH", "The currencies of an order must be one.", f"{at}/breakdown/{name}"
            )
        summed += PARTS[name] * minor
    if summed != total:
        words = "Should equal item_total + tax_total + shipping + handling + insurance - shipping_discount - discount."
        raise unprocessable("AMOUNT_MISMATCH", words, f"{at}/value")
    items = unit.get("items") or []
    each = (read(item.get("unit_amount"), f"{at}/items")[0] * int(item.get("quantity", "0")) for item in items)
    if items and sum(each) != read(parts.get("item_total"), f"{at}/breakdown/item_total")[0]:
        raise unprocessable("ITEM_TOTAL_MISMATCH", "Should equal the sum of unit_amount * quantity.", at)


def context_of(given: dict[str, Any]) -> dict[str, Any]:
    """Where the payer is sent afterwards, from either place that PayPal takes it in."""
    paypal = (given.get("payment_source") or {}).get("paypal") or {}
    context = paypal.get("experience_context") or given.get("application_context") or {}
    for name in ("return_url", "cancel_url"):
        parts = urlsplit(context.get(name) or "")
        if name in context and (parts.scheme not in ("http", "https") or not parts.netloc):
            raise invalid("INVALID_PARAMETER_SYNTAX", "Not a URL.", f"/payment_source/paypal/experience_context/{name}")
    if not context.get("return_url"):
        raise missing("/payment_source/paypal/experience_context/return_url")
    return dict(context)


def load(call: Call, id: str) -> Document:
    """The order. One that nobody approved in time is gone, as at PayPal. Raises PayPalError."""
    order = call.book.get("order", id)
    if order is None:
        raise no_such()
    if order["status"] in ("CREATED", "PAYER_ACTION_REQUIRED", "APPROVED") and order["_expires"] <= call.now():
        raise no_such()
    return order


def store(call: Call, order: Document) -> Document:
    order["update_time"] = moment(call.now())
    return call.book.put("order", order)


def retrieve(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    return 200, shown(call, load(call, id))


def shown(call: Call, order: Document) -> Document:
    """The order with its payments and its links."""
    kinds = {"captures": "capture", "authorizations": "authorization", "refunds": "refund"}
    payments = {
        name: [seen(row) for row in rows]
        for name, kind in kinds.items()
        if (rows := call.book.find(kind, ("_order", "=", order["id"]), oldest_first=True))
    }
    unit = order["purchase_units"][0] | ({"payments": payments} if payments else {})
    return {**seen(order), "purchase_units": [unit], "links": links(call, order)}


def links(call: Call, order: Document) -> list[dict[str, str]]:
    path = f"/v2/checkout/orders/{order['id']}"
    found = [call.link(path, "self")]
    if order["status"] in ("CREATED", "PAYER_ACTION_REQUIRED"):
        rel = "payer-action" if "payment_source" in order else "approve"
        found.append({"href": call.approval(order["id"]), "rel": rel, "method": "GET"})
    if order["status"] in ("CREATED", "APPROVED"):
        verb = "capture" if order["intent"] == "CAPTURE" else "authorize"
        found += [call.link(path, "update", "PATCH"), call.link(f"{path}/{verb}", verb, "POST")]
    return found


def patch(call: Call, given: list[dict[str, Any]], id: str) -> tuple[int, None]:
    """PATCH .../{id}: our own words on an order that is not completed. Raises PayPalError."""
    order = load(call, id)
    if order["status"] not in ("CREATED", "PAYER_ACTION_REQUIRED", "APPROVED"):
        raise unprocessable("ORDER_ALREADY_COMPLETED", "The order cannot be patched after it is completed.")
    for change in given:
        found = PATCH_PATH.fullmatch(str(change.get("path")))
        if found is None or change.get("op") not in ("add", "replace"):
            raise unsimulated(str(change.get("path")))
        if found["unit"] != order["purchase_units"][0]["reference_id"]:
            raise unprocessable("INVALID_PATCH_OPERATION", "The reference_id is unknown.")
        order["purchase_units"][0][found["name"]] = str(change.get("value"))
    store(call, order)
    return 204, None


def total(order: Document) -> tuple[int, str]:
    return read(order["purchase_units"][0]["amount"], "/amount")


def amount(order: Document) -> dict[str, str]:
    return written(*total(order))
