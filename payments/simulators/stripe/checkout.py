"""Checkout Sessions: create, read, expire. What happens on the hosted page is in `paying`."""

from __future__ import annotations

from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from payments.simulators.kit.book import Document, public
from payments.simulators.stripe.account import Call, new_id
from payments.simulators.stripe.confirming import abandon
from payments.simulators.stripe.errors import bad_parameter, invalid, missing_parameter, no_such
from payments.simulators.stripe.line_items import build_line_items
from payments.simulators.stripe.lists import page
from payments.simulators.stripe.metadata import merged
from payments.simulators.stripe.money import check_amount

UNSIMULATED = frozenset(
    """after_expiration allow_promotion_codes automatic_tax consent_collection custom_fields customer
    customer_account customer_update discounts invoice_creation managed_payments name_collection
    optional_items payment_method_data permissions saved_payment_method_options setup_intent_data
    shipping_address_collection shipping_options subscription_data tax_id_collection""".split()
)
UNSIMULATED_IN_INTENT = frozenset("application_fee_amount on_behalf_of setup_future_usage transfer_data".split())
SHORTEST, LONGEST = 30 * 60, 24 * 3600

BLANK_SESSION: Document = {
    "object": "checkout.session",
    "adaptive_pricing": {"enabled": False},
    "after_expiration": None,
    "allow_promotion_codes": None,
    "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
    "client_secret": None,
    "collected_information": None,
    "consent": None,
    "consent_collection": None,
    "currency_conversion": None,
    "custom_fields": [],
    "customer": None,
    "customer_account": None,
    "discounts": [],
    "invoice": None,
    "livemode": False,
    "mode": "payment",
    "payment_intent": None,
    "payment_link": None,
    "payment_method_collection": "if_required",
    "payment_method_types": ["card"],
    "recovered_from": None,
    "setup_intent": None,
    "shipping_address_collection": None,
    "shipping_cost": None,
    "shipping_options": [],
    "status": "open",
    "subscription": None,
    "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
    "ui_mode": "hosted_page",
}


def create(call: Call, params: dict[str, Any]) -> Document:
    """POST /v1/checkout/sessions for `mode=payment` with prices given in the call."""
    check_supported(params)
    now = call.now()
    items = build_line_items(call, params["line_items"])
    total, currency = sum(item["amount_total"] for item in items), items[0]["currency"]
    if total:
        check_amount(total, currency, "line_items")
    id = new_id("cs_test", 58)
    session = {
        **blank_session(params),
        "id": id,
        "amount_subtotal": total,
        "amount_total": total,
        "created": now,
        "currency": currency,
        "expires_at": expiry(now, params.get("expires_at")),
        "metadata": merged({}, params.get("metadata")),
        "payment_status": "unpaid" if total else "no_payment_required",
        "url": call.url(f"/c/pay/{id}"),
        "_intent": params.get("payment_intent_data") or {},
        "_line_items": {
            "object": "list",
            "data": items,
            "has_more": False,
            "url": f"/v1/checkout/sessions/{id}/line_items",
        },
    }
    return public(call.book.put("checkout_session", session))


def check_supported(params: dict[str, Any]) -> None:
    mode = params.get("mode")
    if mode is None:
        raise missing_parameter("mode")
    if mode != "payment":
        raise bad_parameter(f"This simulator does not act on mode `{mode}`.", "simulator_unsupported", "mode")
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise bad_parameter("This simulator only has the hosted page.", "simulator_unsupported", "ui_mode")
    for name in ("line_items", "success_url"):
        if not params.get(name):
            raise missing_parameter(name)
    for name in ("success_url", "cancel_url"):
        parts = urlsplit(params.get(name) or "http://none")
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise bad_parameter("Not a valid URL", "url_invalid", name)
    idle = sorted(UNSIMULATED_IN_INTENT & set(params.get("payment_intent_data") or {}))
    if idle:
        name = f"payment_intent_data[{idle[0]}]"
        raise bad_parameter(f"This simulator does not act on `{name}`.", "simulator_unsupported", name)
    email = params.get("customer_email")
    if email is not None and ("@" not in email or " " in email):
        raise bad_parameter(f"Invalid email address: {email}", "email_invalid", "customer_email")


def expiry(now: int, asked: int | None) -> int:
    """24 hours from now unless asked otherwise. Raises ApiError outside 30 minutes to 24 hours."""
    if asked is None:
        return now + LONGEST
    if asked - now < SHORTEST:
        words = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        raise bad_parameter(words, None, "expires_at")
    if asked - now > LONGEST:
        words = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        raise bad_parameter(words, None, "expires_at")
    return asked


def blank_session(params: dict[str, Any]) -> Document:
    email = params.get("customer_email")
    customer = {
        "address": None,
        "email": email,
        "name": None,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": None,
    }
    return {
        **deepcopy(BLANK_SESSION),
        "billing_address_collection": params.get("billing_address_collection"),
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "custom_text": params.get("custom_text") or {},
        "customer_creation": params.get("customer_creation", "if_required"),
        "customer_details": customer if email else None,
        "customer_email": email,
        "locale": params.get("locale"),
        "origin_context": params.get("origin_context"),
        "payment_method_options": params.get("payment_method_options") or {},
        "phone_number_collection": params.get("phone_number_collection") or {"enabled": False},
        "submit_type": params.get("submit_type"),
        "success_url": params["success_url"],
    }


def load_session(call: Call, id: str) -> Document:
    """The session, expired first if its time is up. Raises ApiError when there is none."""
    session = call.book.get("checkout_session", id)
    if session is None:
        raise no_such("checkout.session", id, "session")
    if session["status"] == "open" and session["expires_at"] <= call.now():
        end(call, session)
    return session


def retrieve(call: Call, params: dict[str, Any], id: str) -> Document:
    return public(load_session(call, id))


def list_sessions(call: Call, params: dict[str, Any]) -> Document:
    wanted = [(name, "=", params[name]) for name in ("payment_intent", "status") if name in params]
    return page(call, "checkout_session", "/v1/checkout/sessions", params, *wanted)


def list_line_items(call: Call, params: dict[str, Any], id: str) -> Document:
    return load_session(call, id)["_line_items"]


def update(call: Call, params: dict[str, Any], id: str) -> Document:
    session = load_session(call, id)
    session["metadata"] = merged(session["metadata"] or {}, params.get("metadata"))
    return public(call.book.put("checkout_session", session))


def expire(call: Call, params: dict[str, Any], id: str) -> Document:
    """POST .../expire: nobody can pay any more. Raises ApiError unless the session is open."""
    session = load_session(call, id)
    if session["status"] != "open":
        words = 'Only Checkout Sessions with a status in ["open"] can be expired.'
        raise invalid(f"{words} This Session has a status of {session['status']}.")
    return public(end(call, session))


def end(call: Call, session: Document) -> Document:
    """Expire an open session and give up its intent, if a card was ever tried."""
    session |= {"status": "expired", "url": None}
    call.book.put("checkout_session", session)
    intent = call.book.get("payment_intent", session["payment_intent"] or "")
    if intent is not None and intent["status"] != "canceled":
        abandon(call, intent, "expired")
    call.emit("checkout.session.expired", session)
    return session
