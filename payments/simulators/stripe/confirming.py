"""What moves money on an intent: confirm, 3-D Secure, capture, cancel."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from payments.simulators.kit.book import Document, public
from payments.simulators.stripe.account import Call, new_id
from payments.simulators.stripe.cards import Card
from payments.simulators.stripe.charges import attempt, method_card, remember_method, settle
from payments.simulators.stripe.disputes import open_dispute
from payments.simulators.stripe.errors import ApiError, bad_parameter, invalid
from payments.simulators.stripe.intents import load_intent, new_intent, save_intent, unexpected_state

AUTHENTICATION_FAILED = {
    "code": "payment_intent_authentication_failure",
    "message": "The provided PaymentMethod has failed authentication. You can provide payment_method_data "
    "or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
    "type": "invalid_request_error",
}
CANCELLABLE = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action")


def create(call: Call, params: dict[str, Any]) -> Document:
    """POST /v1/payment_intents, with `confirm=true` charging at once."""
    card = method_card(call, params["payment_method"]) if params.get("payment_method") else None
    if params.get("return_url") and not params.get("confirm"):
        raise bad_parameter("`return_url` can only be used together with `confirm=true`.", None, "return_url")
    intent = new_intent(call, params)
    if card is not None:
        method = remember_method(call, card)
        save_intent(call, intent, payment_method=method["id"], status="requires_confirmation")
    return confirm(call, {**params, "payment_method": None}, intent["id"]) if params.get("confirm") else public(intent)


def confirm(call: Call, params: dict[str, Any], id: str) -> Document:
    """POST .../confirm: pay with the given or the attached method. Raises ApiError; a decline is kept."""
    intent = load_intent(call, id)
    check_confirmable(intent)
    chosen = params.get("payment_method") or intent["payment_method"]
    if not chosen:
        words = "You cannot confirm this PaymentIntent because it's missing a payment method."
        raise invalid(words, code="payment_intent_unexpected_state", payment_intent=public(intent))
    automatic = intent["automatic_payment_methods"]
    if automatic["enabled"] and automatic["allow_redirects"] == "always" and not params.get("return_url"):
        words = (
            "This PaymentIntent may redirect the customer, so you must provide a `return_url`. If you don't "
            "want to accept redirect-based payment methods, set "
            "`automatic_payment_methods[allow_redirects]` to `never`."
        )
        raise invalid(words, param="return_url")
    intent["_return_url"] = params.get("return_url")
    pay(call, intent, method_card(call, chosen))
    raise_if_declined(intent)
    return public(intent)


def check_confirmable(intent: Document) -> None:
    if intent["status"] == "succeeded":
        words = (
            "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
        )
        raise invalid(words, code="payment_intent_unexpected_state", payment_intent=public(intent))
    if intent["status"] in ("canceled", "requires_capture", "processing"):
        raise unexpected_state(intent, "You cannot confirm this PaymentIntent")


def raise_if_declined(intent: Document) -> None:
    """402 card_error when the latest attempt failed. The failed charge stays in the book."""
    error = intent["last_payment_error"]
    if error is not None:
        details = {name: error.get(name) for name in ("code", "decline_code", "charge", "payment_method")}
        raise ApiError(402, "card_error", error["message"], kept=True, payment_intent=public(intent), **details)


def pay(call: Call, intent: Document, card: Card) -> Document:
    """Try the card: ask for 3-D Secure first if it wants it, else charge. The result is on the intent."""
    method = remember_method(call, card)
    save_intent(call, intent, payment_method=method["id"], last_payment_error=None, next_action=None)
    return ask_for_authentication(call, intent) if card.secure else charge(call, intent, card)


def ask_for_authentication(call: Call, intent: Document) -> Document:
    token = new_id("src")
    url = call.url(f"/3ds/{token}")
    action = {
        "redirect_to_url": {"return_url": intent.get("_return_url"), "url": url},
        "type": "redirect_to_url",
    }
    save_intent(call, intent, status="requires_action", next_action=action, _authentication=token)
    call.emit("payment_intent.requires_action", intent)
    return intent


def authenticate(call: Call, token: str, *, approved: bool) -> Document | None:
    """The person's answer on the 3-D Secure page. None if the page is no longer valid."""
    found = call.book.find("payment_intent", ("_authentication", "=", token))
    if not found or found[0]["status"] != "requires_action":
        return None
    intent = found[0]
    save_intent(call, intent, next_action=None, _authentication=None)
    if approved:
        return charge(call, intent, method_card(call, intent["payment_method"]))
    return refuse(call, intent, dict(AUTHENTICATION_FAILED))


def charge(call: Call, intent: Document, card: Card) -> Document:
    """Charge the card and move the intent to what came out."""
    made = attempt(call, intent, card, intent["payment_method"])
    intent["latest_charge"] = made["id"]
    if not made["paid"]:
        error = {"charge": made["id"], "code": card.code, "decline_code": card.decline_code}
        return refuse(call, intent, {**error, "message": card.message, "type": "card_error"})
    if intent["capture_method"] == "manual":
        save_intent(call, intent, status="requires_capture", amount_capturable=intent["amount"])
        call.emit("payment_intent.amount_capturable_updated", intent)
        return intent
    save_intent(call, intent, status="succeeded", amount_received=intent["amount"])
    call.emit("payment_intent.succeeded", intent)
    settle(call, made)
    if made["_dispute"]:
        open_dispute(call, made, made["_dispute"])
    return intent


def refuse(call: Call, intent: Document, error: dict[str, Any]) -> Document:
    """Back to waiting for a card, with the reason."""
    method = call.book.get("payment_method", intent["payment_method"])
    error["payment_method"] = public(method) if method else None
    save_intent(call, intent, status="requires_payment_method", payment_method=None, last_payment_error=error)
    call.emit("payment_intent.payment_failed", intent)
    return intent


def capture(call: Call, params: dict[str, Any], id: str) -> Document:
    """POST .../capture: take all or a part of what was authorised; the rest is released."""
    intent = load_intent(call, id)
    if intent["status"] != "requires_capture":
        raise unexpected_state(intent, "This PaymentIntent could not be captured")
    amount = params["amount_to_capture"] if "amount_to_capture" in params else intent["amount_capturable"]
    if amount < 1:
        raise bad_parameter("Invalid positive integer", "parameter_invalid_integer", "amount_to_capture")
    if amount > intent["amount_capturable"]:
        words = "The requested capture amount is greater than the amount you can capture for this charge."
        raise invalid(words, code="amount_too_large", param="amount_to_capture")
    made = call.book.get("charge", intent["latest_charge"]) or {}
    made |= {"captured": True, "amount_captured": amount}
    call.emit("charge.captured", call.book.put("charge", made), {"captured": False, "amount_captured": 0})
    save_intent(call, intent, status="succeeded", amount_received=amount, amount_capturable=0)
    call.emit("payment_intent.succeeded", intent)
    settle(call, made)
    return public(intent)


def cancel(call: Call, params: dict[str, Any], id: str) -> Document:
    """POST .../cancel: for good; an authorisation is released."""
    intent = load_intent(call, id)
    if intent["status"] not in CANCELLABLE:
        raise unexpected_state(intent, "You cannot cancel this PaymentIntent")
    session = call.book.get("checkout_session", intent.get("_session") or "")
    if session and session["status"] == "open":
        words = (
            "You cannot cancel this PaymentIntent because it belongs to an open Checkout Session. Expire that instead."
        )
        raise invalid(words, code="payment_intent_unexpected_state", payment_intent=public(intent))
    return public(abandon(call, intent, params.get("cancellation_reason")))


def abandon(call: Call, intent: Document, reason: str | None) -> Document:
    if intent["status"] == "requires_capture":
        made = call.book.get("charge", intent["latest_charge"]) or {}
        made |= {"amount_refunded": made["amount"], "refunded": True}
        call.emit("charge.refunded", call.book.put("charge", made), {"amount_refunded": 0, "refunded": False})
    save_intent(
        call,
        intent,
        status="canceled",
        canceled_at=call.now(),
        cancellation_reason=reason,
        amount_capturable=0,
        next_action=None,
    )
    call.emit("payment_intent.canceled", intent)
    return intent


def return_address(intent: Document) -> str | None:
    """Where the browser goes back to after 3-D Secure, with what Stripe adds to it."""
    if not intent.get("_return_url"):
        return None
    done = intent["status"] in ("succeeded", "requires_capture", "processing")
    added = {
        "payment_intent": intent["id"],
        "payment_intent_client_secret": intent["client_secret"],
        "redirect_status": "succeeded" if done else "failed",
    }
    parts = urlsplit(intent["_return_url"])
    query = "&".join(filter(None, (parts.query, urlencode(added))))
    return urlunsplit(parts._replace(query=query))
