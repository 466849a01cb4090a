"""Refunds: never more than what is left of the charge, whoever asks at the same moment."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from payments.simulators.kit.book import Document, public
from payments.simulators.stripe.account import Call, new_id
from payments.simulators.stripe.balance import record
from payments.simulators.stripe.errors import bad_parameter, invalid, missing_parameter, no_such
from payments.simulators.stripe.intents import load_intent
from payments.simulators.stripe.lists import page
from payments.simulators.stripe.metadata import merged
from payments.simulators.stripe.money import written

UNSIMULATED = frozenset("currency customer instructions_email origin refund_application_fee reverse_transfer".split())
DESTINATION = {
    "card": {
        "reference_status": "pending",
        "reference_type": "acquirer_reference_number",
        "type": "refund",
    },
    "type": "card",
}
# How the next refunds turn out: {"outcome", "seconds" until it does, "count" or null}.
OUTCOMES = ("succeeded", "pending", "fail", "pending_then_succeed", "pending_then_fail")


def create(call: Call, params: dict[str, Any]) -> Document:
    """POST /v1/refunds by `payment_intent` or `charge`; without `amount` all that is left."""
    charge = charge_of(call, params)
    left = charge["amount_captured"] - charge["amount_refunded"]
    amount = params.get("amount", left)
    check_refundable(charge, amount, left)
    refund = write_refund(call, charge, amount, params)
    outcome = next_outcome(call, charge)
    if outcome["outcome"] != "succeeded":
        change = "succeeded" if outcome["outcome"] == "pending_then_succeed" else "failed"
        refund["status"] = "succeeded" if outcome["outcome"] == "fail" else "pending"
        if outcome["outcome"] != "pending":
            refund |= {"_due": call.now() + outcome["seconds"], "_becomes": change}
        call.book.put("refund", refund)
    before = {"amount_refunded": charge["amount_refunded"], "refunded": charge["refunded"]}
    count_refunded(call, charge, amount)
    call.emit("refund.created", refund)
    call.emit("charge.refunded", charge, before)
    return public(refund)


def charge_of(call: Call, params: dict[str, Any]) -> Document:
    """The charge to give back from. Raises ApiError."""
    if not params.get("payment_intent") and not params.get("charge"):
        raise missing_parameter("payment_intent")
    id = params.get("charge")
    if params.get("payment_intent"):
        intent = load_intent(call, params["payment_intent"], param="payment_intent", status=400)
        if intent["status"] not in ("succeeded", "requires_capture"):
            words = f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund."
            raise invalid(words, code="payment_intent_unexpected_state", param="payment_intent")
        if id not in (None, intent["latest_charge"]):
            raise bad_parameter("The charge does not belong to this PaymentIntent.", None, "charge")
        id = intent["latest_charge"]
    charge = call.book.get("charge", str(id))
    if charge is None:
        raise no_such("charge", str(id), "charge", 400)
    return charge


def check_refundable(charge: Document, amount: int, left: int) -> None:
    id = charge["id"]
    if charge["disputed"] and not charge.get("_is_free"):
        raise invalid(f"Charge {id} has been charged back; cannot issue a refund.", code="charge_disputed")
    if not charge["captured"]:
        raise invalid(f"Charge {id} has not been captured; cancel the PaymentIntent.", code="charge_not_refundable")
    if left == 0:
        raise invalid(f"Charge {id} has already been refunded.", code="charge_already_refunded")
    if amount < 1:
        raise bad_parameter("Invalid positive integer", "parameter_invalid_integer", "amount")
    if amount > left:
        asked, rest = written(amount, charge["currency"]), written(left, charge["currency"])
        message = f"Refund amount ({asked}) is greater than unrefunded amount on charge ({rest})"
        raise invalid(message, code="amount_too_large", param="amount")


def write_refund(call: Call, charge: Document, amount: int, params: dict[str, Any]) -> Document:
    id = new_id("re")
    source = {"id": id, "currency": charge["currency"]}
    entry = record(call, type="refund", amount=-amount, fee=0, source=source, category="refund")
    return call.book.put(
        "refund",
        {
            "id": id,
            "object": "refund",
            "amount": amount,
            "balance_transaction": entry["id"],
            "charge": charge["id"],
            "created": call.now(),
            "currency": charge["currency"],
            "destination_details": deepcopy(DESTINATION),
            "metadata": merged({}, params.get("metadata")),
            "payment_intent": charge["payment_intent"],
            "reason": params.get("reason"),
            "receipt_number": None,
            "source_transfer_reversal": None,
            "status": "succeeded",
            "transfer_reversal": None,
        },
    )


def next_outcome(call: Call, charge: Document) -> dict[str, Any]:
    """What the control page asked for, else what the card does."""
    asked = call.book.setting("refund_outcome")
    if asked is None:
        return {"outcome": charge["_refund"], "seconds": 0}
    if asked["count"] is not None:
        left = asked["count"] - 1
        call.book.set_setting("refund_outcome", {**asked, "count": left} if left else None)
    return asked


def count_refunded(call: Call, charge: Document, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    call.book.put("charge", charge)


def turn_out(call: Call, id: str, *, succeeded: bool, reason: str = "unknown") -> Document:
    """A refund's later news: a pending one succeeds, or one fails and its money returns to the balance."""
    refund = load_refund(call, id)
    if refund["status"] not in ("pending", "succeeded") or (succeeded and refund["status"] == "succeeded"):
        raise invalid(f"Refund {id} is already {refund['status']}.")
    previous = {"status": refund["status"]}
    refund |= {"status": "succeeded" if succeeded else "failed", "_due": None, "_becomes": None}
    if not succeeded:
        words = f"Refund failure for {refund['charge']}"
        entry = record(
            call,
            type="refund_failure",
            amount=refund["amount"],
            fee=0,
            source=refund,
            category="refund_failure",
            description=words,
        )
        refund |= {"failure_reason": reason, "failure_balance_transaction": entry["id"]}
        count_refunded(call, call.book.get("charge", refund["charge"]) or {}, -refund["amount"])
    call.book.put("refund", refund)
    call.emit("refund.updated", refund, previous)
    call.emit("charge.refund.updated", refund, previous)
    if not succeeded:
        call.emit("refund.failed", refund)
    return refund


def load_refund(call: Call, id: str) -> Document:
    refund = call.book.get("refund", id)
    if refund is None:
        raise no_such("refund", id, "refund")
    return refund


def retrieve(call: Call, params: dict[str, Any], id: str) -> Document:
    return public(load_refund(call, id))


def update(call: Call, params: dict[str, Any], id: str) -> Document:
    refund = load_refund(call, id)
    previous = {"metadata": refund["metadata"]}
    refund["metadata"] = merged(refund["metadata"], params.get("metadata"))
    call.emit("refund.updated", call.book.put("refund", refund), previous)
    return public(refund)


def list_refunds(call: Call, params: dict[str, Any]) -> Document:
    wanted = [(name, "=", params[name]) for name in ("charge", "payment_intent") if name in params]
    return page(call, "refund", "/v1/refunds", params, *wanted)
