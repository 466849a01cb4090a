"""Reads that need no module of their own: charges, balance, payment methods, the account, webhooks."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.book import Document, public
from payments.simulators.stripe.account import ACCOUNT_ID, API_VERSION, Call
from payments.simulators.stripe.errors import no_such
from payments.simulators.stripe.lists import page
from payments.simulators.stripe.metadata import merged

ENDPOINT_ID = "we_1Simulator000000000000"


def load(call: Call, kind: str, id: str) -> Document:
    found = call.book.get(kind, id)
    if found is None:
        raise no_such(kind, id)
    return found


def charge(call: Call, params: dict[str, Any], id: str) -> Document:
    return public(load(call, "charge", id))


def update_charge(call: Call, params: dict[str, Any], id: str) -> Document:
    found = load(call, "charge", id)
    previous = {"metadata": found["metadata"], "description": found["description"]}
    found["metadata"] = merged(found["metadata"], params.get("metadata"))
    found["description"] = params.get("description", found["description"])
    call.emit("charge.updated", call.book.put("charge", found), previous)
    return public(found)


def charges(call: Call, params: dict[str, Any]) -> Document:
    wanted = [(name, "=", params[name]) for name in ("payment_intent", "transfer_group") if name in params]
    return page(call, "charge", "/v1/charges", params, *wanted)


def balance_transaction(call: Call, params: dict[str, Any], id: str) -> Document:
    return public(load(call, "balance_transaction", id))


def balance_transactions(call: Call, params: dict[str, Any]) -> Document:
    wanted = [(name, "=", params[name]) for name in ("source", "type", "currency") if name in params]
    return page(call, "balance_transaction", "/v1/balance_transactions", params, *wanted)


def payment_method(call: Call, params: dict[str, Any], id: str) -> Document:
    return public(load(call, "payment_method", id))


def account(call: Call, params: dict[str, Any]) -> Document:
    return {
        "id": ACCOUNT_ID,
        "object": "account",
        "business_profile": {"name": "Stripe simulator", "url": None},
        "capabilities": {"card_payments": "active", "transfers": "active"},
        "charges_enabled": True,
        "country": "US",
        "created": 1700000000,
        "default_currency": "usd",
        "details_submitted": True,
        "email": None,
        "metadata": {},
        "payouts_enabled": True,
        "settings": {"dashboard": {"display_name": "Stripe simulator", "timezone": "Etc/UTC"}},
        "type": "standard",
    }


def endpoint(call: Call) -> Document | None:
    """The webhook endpoint, as set on the command line or the control page. Its secret is never shown."""
    modes = call.account.planner.modes()
    if not modes.url:
        return None
    return {
        "id": ENDPOINT_ID,
        "object": "webhook_endpoint",
        "api_version": API_VERSION,
        "application": None,
        "created": 1700000000,
        "description": None,
        "enabled_events": list(modes.enabled_events),
        "livemode": False,
        "metadata": {},
        "status": "enabled",
        "url": modes.url,
    }


def webhook_endpoint(call: Call, params: dict[str, Any], id: str) -> Document:
    found = endpoint(call)
    if found is None or id != ENDPOINT_ID:
        raise no_such("webhook endpoint", id)
    return found


def webhook_endpoints(call: Call, params: dict[str, Any]) -> Document:
    found = endpoint(call)
    return {
        "object": "list",
        "data": [found] if found else [],
        "has_more": False,
        "url": "/v1/webhook_endpoints",
    }
