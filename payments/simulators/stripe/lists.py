"""Pages of a list, and expansion of ids into objects."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.book import Condition, Document, public
from payments.simulators.stripe.account import Call
from payments.simulators.stripe.errors import bad_parameter, no_such

# Where an id in a field points to. Other fields cannot be expanded.
KINDS = {
    "payment_intent": "payment_intent",
    "latest_charge": "charge",
    "charge": "charge",
    "balance_transaction": "balance_transaction",
    "failure_balance_transaction": "balance_transaction",
    "payment_method": "payment_method",
}
COMPARISONS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
DEEPEST = 4


def page(call: Call, kind: str, url: str, params: dict[str, Any], *conditions: Condition) -> dict[str, Any]:
    """A list object, newest first. Raises ApiError for a bad limit or cursor."""
    limit = params.get("limit", 10)
    if not 1 <= limit <= 100:
        raise bad_parameter(f"Invalid limit: {limit} must be between 1 and 100", None, "limit")
    wanted = [*conditions, *created_conditions(params.get("created"))]
    after, before = params.get("starting_after"), params.get("ending_before")
    for name, id in (("starting_after", after), ("ending_before", before)):
        if id is not None and call.book.get(kind, id) is None:
            raise no_such(kind, id, name, 400)
    # The list runs from new to old: "starting after" an object means written before it.
    found = call.book.find(kind, *wanted, limit=limit + 1, before=after, after=before, oldest_first=before is not None)
    rows = found[:limit]
    if before is not None:
        rows.reverse()
    return {
        "object": "list",
        "data": [public(row) for row in rows],
        "has_more": len(found) > limit,
        "url": url,
    }


def created_conditions(created: int | dict[str, int] | None) -> list[Condition]:
    if created is None:
        return []
    if isinstance(created, int):
        return [("created", "=", created)]
    return [("created", COMPARISONS[name], value) for name, value in created.items()]


def expanded(call: Call, document: Document, paths: list[str]) -> Document:
    """The reply body with the ids on these paths replaced by objects. Raises ApiError."""
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEEPEST:
            raise bad_parameter("You cannot expand more than 4 levels of a property.", None, "expand")
        expand_at(call, document, steps, path)
    return document


def expand_at(call: Call, document: Document, steps: list[str], path: str) -> None:
    name, rest = steps[0], steps[1:]
    if name == "data" and document.get("object") == "list":
        for row in document["data"]:
            expand_at(call, row, rest, path)
        return
    if name == "line_items" and document.get("object") == "checkout.session":
        session = call.book.get("checkout_session", document["id"]) or {}
        document[name] = session.get("_line_items")
        return
    if name not in KINDS or name not in document:
        raise bad_parameter(f"This property cannot be expanded ({path}).", None, "expand")
    if isinstance(document[name], str):
        found = call.book.get(KINDS[name], document[name])
        document[name] = public(found) if found else document[name]
    if rest and isinstance(document[name], dict):
        expand_at(call, document[name], rest, path)
