"""Line items of a Checkout Session from `price_data`: one currency, whole quantities."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.stripe.account import Call, new_id
from payments.simulators.stripe.errors import bad_parameter, missing_parameter, no_such
from payments.simulators.stripe.money import known_currency

UNSIMULATED = ("adjustable_quantity", "tax_rates")
MOST = 100


def build_line_items(call: Call, given: list[dict[str, Any]]) -> list[Document]:
    """The items as Stripe shows them. Raises ApiError."""
    if len(given) > MOST:
        raise bad_parameter(f"A session can have at most {MOST} line items.", None, "line_items")
    items = [build(call, item, f"line_items[{place}]") for place, item in enumerate(given)]
    currencies = {item["currency"] for item in items}
    if len(currencies) > 1:
        raise bad_parameter("All line items must have the same currency.", None, "line_items")
    return items


def build(call: Call, item: dict[str, Any], path: str) -> Document:
    idle = [name for name in UNSIMULATED if name in item]
    if idle:
        raise bad_parameter(f"This simulator does not act on `{path}[{idle[0]}]`.", "simulator_unsupported", path)
    if "price" in item:
        raise no_such("price", item["price"], f"{path}[price]", 400)
    if "price_data" not in item:
        raise missing_parameter(f"{path}[price_data]")
    data, quantity = item["price_data"], item.get("quantity")
    if quantity is None or quantity < 1:
        raise bad_parameter("Quantity must be at least 1.", "parameter_invalid_integer", f"{path}[quantity]")
    unit = data.get("unit_amount")
    if unit is None:
        raise missing_parameter(f"{path}[price_data][unit_amount]")
    if unit < 0:
        raise bad_parameter("Invalid non-negative integer", "parameter_invalid_integer", f"{path}[price_data]")
    if "product_data" not in data:
        raise missing_parameter(f"{path}[price_data][product_data]")
    currency = known_currency(data["currency"], f"{path}[price_data][currency]")
    return line_item(call, data, currency, unit, quantity)


def line_item(call: Call, data: dict[str, Any], currency: str, unit: int, quantity: int) -> Document:
    price = {
        "id": new_id("price"),
        "object": "price",
        "active": False,
        "billing_scheme": "per_unit",
        "created": call.now(),
        "currency": currency,
        "livemode": False,
        "metadata": {},
        "product": new_id("prod", 14),
        "tax_behavior": data.get("tax_behavior", "unspecified"),
        "type": "one_time",
        "unit_amount": unit,
        "unit_amount_decimal": str(unit),
    }
    total = unit * quantity
    return {
        "id": new_id("li"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": currency,
        "description": data["product_data"]["name"],
        "metadata": data["product_data"].get("metadata") or {},
        "price": price,
        "quantity": quantity,
    }
