"""Charges: one attempt to take money with one card, and its settlement."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.stripe.account import Call, new_id
from payments.simulators.stripe.balance import record
from payments.simulators.stripe.cards import BY_NUMBER, LIVE_CARD, Card, find_card
from payments.simulators.stripe.errors import no_such
from payments.simulators.stripe.money import fee_of

APPROVED = {
    "advice_code": None,
    "network_advice_code": None,
    "network_decline_code": None,
    "network_status": "approved_by_network",
    "reason": None,
    "risk_level": "normal",
    "risk_score": 21,
    "seller_message": "Payment complete.",
    "type": "authorized",
}

BLANK_CHARGE: Document = {
    "object": "charge",
    "amount_captured": 0,
    "amount_refunded": 0,
    "application": None,
    "application_fee": None,
    "application_fee_amount": None,
    "balance_transaction": None,
    "calculated_statement_descriptor": "STRIPE SIMULATOR",
    "customer": None,
    "disputed": False,
    "failure_balance_transaction": None,
    "livemode": False,
    "on_behalf_of": None,
    "receipt_number": None,
    "refunded": False,
    "review": None,
    "source_transfer": None,
    "transfer_data": None,
}


def outcome_of(card: Card) -> dict[str, Any]:
    if card.code is None:
        return dict(APPROVED)
    if card.blocked:
        risk = {"risk_level": "highest", "risk_score": 97, "reason": "highest_risk_level", "type": "blocked"}
        words = "Stripe blocked this payment as too risky."
        return APPROVED | risk | {"network_status": "not_sent_to_network", "seller_message": words}
    words = "The bank did not return any further details with this decline."
    refusal = {"network_status": "declined_by_network", "type": "issuer_declined", "seller_message": words}
    return APPROVED | refusal | {"reason": card.decline_code, "network_decline_code": "05"}


def remember_method(call: Call, card: Card) -> Document:
    """A payment method for this card: brand and last four digits, nothing else."""
    method = {
        "id": new_id("pm"),
        "object": "payment_method",
        "billing_details": {"address": None, "email": None, "name": None, "phone": None},
        "card": card_details(card),
        "created": call.now(),
        "customer": None,
        "livemode": False,
        "metadata": {},
        "type": "card",
        "_card": card.number or "live",
    }
    return call.book.put("payment_method", method)


def method_card(call: Call, id: str) -> Card:
    """The card behind a `pm_...` id. Raises ApiError."""
    known = call.book.get("payment_method", id)
    card = BY_NUMBER.get(known["_card"], LIVE_CARD) if known else find_card(id)
    if card is None:
        raise no_such("PaymentMethod", id, "payment_method", 400)
    return card


def card_details(card: Card) -> dict[str, Any]:
    return {
        "brand": card.brand,
        "country": "US",
        "exp_month": 12,
        "exp_year": 2034,
        "funding": "credit",
        "last4": card.last4,
        "network": card.brand,
    }


def attempt(call: Call, intent: Document, card: Card, method: str) -> Document:
    """Charge the card for the intent and write the outcome; the intent itself is not changed."""
    paid, capture = card.code is None, intent["capture_method"] != "manual"
    charge = {
        **blank_charge(call, intent),
        "amount_captured": intent["amount"] if paid and capture else 0,
        "captured": paid and capture,
        "failure_code": card.code,
        "failure_message": card.message or None,
        "outcome": outcome_of(card),
        "paid": paid,
        "payment_method": method,
        "payment_method_details": {"card": {**card_details(card), "three_d_secure": None}, "type": "card"},
        "status": "succeeded" if paid else "failed",
        "_refund": card.refund,
        "_dispute": card.dispute,
    }
    call.book.put("charge", charge)
    call.emit("charge.succeeded" if paid else "charge.failed", charge)
    return charge


def blank_charge(call: Call, intent: Document) -> Document:
    details = {"address": None, "email": intent["receipt_email"], "name": None, "phone": None}
    id = new_id("ch")
    return {
        **deepcopy(BLANK_CHARGE),
        "id": id,
        "amount": intent["amount"],
        "billing_details": details,
        "created": call.now(),
        "currency": intent["currency"],
        "description": intent["description"],
        "fraud_details": {},
        "metadata": dict(intent["metadata"]),
        "payment_intent": intent["id"],
        "receipt_email": intent["receipt_email"],
        "receipt_url": call.url(f"/_control/charges/{id}"),
        "shipping": intent["shipping"],
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "transfer_group": intent["transfer_group"],
    }


def settle(call: Call, charge: Document) -> Document:
    """Give a captured charge its balance transaction; tell it as `charge.updated`."""
    entry = record(
        call,
        type="charge",
        amount=charge["amount_captured"],
        fee=fee_of(charge["amount_captured"]),
        source=charge,
        category="charge",
        description=charge["description"],
    )
    charge["balance_transaction"] = entry["id"]
    call.book.put("charge", charge)
    call.emit("charge.updated", charge, {"balance_transaction": None})
    return charge
