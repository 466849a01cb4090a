"""Payment intents: create, update, read. What moves money is in `confirming`."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.book import Document, public
from payments.simulators.stripe.account import Call, new_id
from payments.simulators.stripe.charges import method_card, remember_method
from payments.simulators.stripe.errors import invalid, no_such
from payments.simulators.stripe.lists import page
from payments.simulators.stripe.metadata import merged
from payments.simulators.stripe.money import check_amount, known_currency

UNSIMULATED = frozenset(
    """amount_details application_fee_amount confirmation_token customer customer_account
    error_on_requires_action hooks mandate mandate_data off_session on_behalf_of payment_details
    payment_method_data radar_options setup_future_usage transfer_data use_stripe_sdk""".split()
)
CHANGEABLE = ("requires_payment_method", "requires_confirmation", "requires_action")
PLAIN = ("description", "receipt_email", "shipping", "statement_descriptor", "statement_descriptor_suffix")


def new_intent(call: Call, params: dict[str, Any]) -> Document:
    """Write an intent that waits for a card, and its event. `params` are checked parameters."""
    currency = known_currency(params["currency"])
    check_amount(params["amount"], currency)
    id = new_id("pi")
    intent = {
        **blank_intent(),
        "id": id,
        "amount": params["amount"],
        "currency": currency,
        "automatic_payment_methods": automatic_methods(params),
        "capture_method": params.get("capture_method", "automatic_async"),
        "client_secret": f"{id}_{new_id('secret', 25)}",
        "confirmation_method": params.get("confirmation_method", "automatic"),
        "created": call.now(),
        "metadata": merged({}, params.get("metadata")),
        "transfer_group": params.get("transfer_group"),
        "allowed_payment_method_types": params.get("allowed_payment_method_types"),
        "excluded_payment_method_types": params.get("excluded_payment_method_types"),
        **{name: params.get(name) or None for name in PLAIN},
    }
    call.book.put("payment_intent", intent)
    call.emit("payment_intent.created", intent)
    return intent


def blank_intent() -> Document:
    return {
        "object": "payment_intent",
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "customer": None,
        "customer_account": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "processing": None,
        "review": None,
        "setup_future_usage": None,
        "source": None,
        "status": "requires_payment_method",
        "transfer_data": None,
    }


def automatic_methods(params: dict[str, Any]) -> dict[str, Any]:
    """On by default since API version 2023-08-16, redirects allowed."""
    given = params.get("automatic_payment_methods") or {}
    return {"allow_redirects": given.get("allow_redirects", "always"), "enabled": given.get("enabled", True)}


def load_intent(call: Call, id: str, *, param: str = "intent", status: int = 404) -> Document:
    """Raises ApiError when there is no such intent."""
    intent = call.book.get("payment_intent", id)
    if intent is None:
        raise no_such("payment_intent", id, param, status)
    return intent


def save_intent(call: Call, intent: Document, **changes: Any) -> Document:
    intent.update(changes)
    return call.book.put("payment_intent", intent)


def retrieve(call: Call, params: dict[str, Any], id: str) -> Document:
    secret = params.get("client_secret")
    intent = load_intent(call, id)
    if secret is not None and secret != intent["client_secret"]:
        raise no_such("payment_intent", id, "intent")
    return public(intent)


def list_intents(call: Call, params: dict[str, Any]) -> Document:
    return page(call, "payment_intent", "/v1/payment_intents", params)


def update(call: Call, params: dict[str, Any], id: str) -> Document:
    """Change an intent that has not been paid. Metadata and description can change at any time."""
    intent = load_intent(call, id)
    sums = {"amount", "currency", "payment_method", "capture_method"} & set(params)
    if sums and intent["status"] not in CHANGEABLE:
        raise unexpected_state(intent, f"This PaymentIntent's {sorted(sums)[0]} could not be updated")
    currency = known_currency(params.get("currency") or intent["currency"])
    amount = params["amount"] if "amount" in params else intent["amount"]
    check_amount(amount, currency)
    changes = {name: params[name] or None for name in PLAIN if name in params}
    changes |= {name: params[name] for name in ("capture_method", "transfer_group") if name in params}
    metadata = merged(intent["metadata"], params.get("metadata"))
    if params.get("payment_method"):
        method = remember_method(call, method_card(call, params["payment_method"]))
        changes |= {"payment_method": method["id"], "status": "requires_confirmation", "next_action": None}
    save_intent(call, intent, amount=amount, currency=currency, metadata=metadata, **changes)
    return public(intent)


def unexpected_state(intent: Document, sentence: str) -> Exception:
    """400 payment_intent_unexpected_state, with the intent in the error."""
    message = f"{sentence} because it has a status of {intent['status']}."
    return invalid(message, code="payment_intent_unexpected_state", payment_intent=public(intent))
