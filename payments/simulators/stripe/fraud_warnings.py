"""Early fraud warnings: a card's bank hears of fraud before anybody disputes. Nothing moves."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.book import Document, public
from payments.simulators.stripe.account import Call, new_id
from payments.simulators.stripe.errors import no_such
from payments.simulators.stripe.lists import page

KIND = "early_fraud_warning"
TYPES = ("made_with_stolen_card", "made_with_lost_card", "made_with_counterfeit_card", "card_never_received", "misc")


def warn(call: Call, charge: Document, fraud_type: str = TYPES[0]) -> Document:
    """Raises ValueError for an unknown type."""
    if fraud_type not in TYPES:
        raise ValueError(f"fraud_type is one of {', '.join(TYPES)}")
    warning = {
        "id": new_id("issfr"),
        "object": f"radar.{KIND}",
        "actionable": not charge["disputed"] and not charge["refunded"],
        "charge": charge["id"],
        "created": call.now(),
        "fraud_type": fraud_type,
        "livemode": False,
        "payment_intent": charge["payment_intent"],
    }
    call.emit(f"radar.{KIND}.created", call.book.put(KIND, warning))
    return warning


def retrieve(call: Call, params: dict[str, Any], id: str) -> Document:
    found = call.book.get(KIND, id)
    if found is None:
        raise no_such("early fraud warning", id)
    return public(found)


def list_warnings(call: Call, params: dict[str, Any]) -> Document:
    wanted = [(name, "=", params[name]) for name in ("charge", "payment_intent") if name in params]
    return page(call, KIND, "/v1/radar/early_fraud_warnings", params, *wanted)
