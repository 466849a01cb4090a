"""Disputes: a shopper's bank takes the money back; evidence, and how it ends."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.book import Document, public
from payments.simulators.stripe.account import Call, new_id
from payments.simulators.stripe.balance import record
from payments.simulators.stripe.errors import invalid, no_such
from payments.simulators.stripe.lists import page
from payments.simulators.stripe.metadata import merged

FEE = 1500
SECONDS_TO_ANSWER = 7 * 24 * 3600
NETWORK_CODES = {"fraudulent": "10.4", "product_not_received": "13.1"}
OPEN = ("needs_response", "under_review")


def open_dispute(call: Call, charge: Document, reason: str = "fraudulent") -> Document:
    """Dispute what is left of a charge: the amount and a fee leave the balance at once."""
    if charge["disputed"]:
        raise invalid(f"Charge {charge['id']} is already disputed.", code="charge_disputed")
    amount = charge["amount_captured"] - charge["amount_refunded"]
    id = new_id("du")
    entry = record(
        call,
        type="adjustment",
        amount=-amount,
        fee=FEE,
        source={"id": id, "currency": charge["currency"]},
        category="dispute",
        description=f"Chargeback withdrawal for {charge['id']}",
    )
    dispute = {
        **blank_dispute(call, charge, reason),
        "id": id,
        "amount": amount,
        "balance_transactions": [entry],
    }
    call.book.put("charge", charge | {"disputed": True})
    charge["disputed"] = True
    call.book.put("dispute", dispute)
    call.emit("charge.dispute.created", dispute)
    call.emit("charge.dispute.funds_withdrawn", dispute)
    return dispute


def blank_dispute(call: Call, charge: Document, reason: str) -> Document:
    now = call.now()
    details = {
        "due_by": now + SECONDS_TO_ANSWER,
        "has_evidence": False,
        "past_due": False,
        "submission_count": 0,
    }
    return {
        "object": "dispute",
        "charge": charge["id"],
        "created": now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {},
        "evidence_details": details,
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "network_reason_code": NETWORK_CODES.get(reason, "13.7"),
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {"card": {"brand": "visa", "case_type": "chargeback"}, "type": "card"},
        "reason": reason,
        "status": "needs_response",
    }


def load_dispute(call: Call, id: str) -> Document:
    dispute = call.book.get("dispute", id)
    if dispute is None:
        raise no_such("dispute", id, "dispute")
    return dispute


def retrieve(call: Call, params: dict[str, Any], id: str) -> Document:
    return public(load_dispute(call, id))


def list_disputes(call: Call, params: dict[str, Any]) -> Document:
    wanted = [(name, "=", params[name]) for name in ("charge", "payment_intent") if name in params]
    return page(call, "dispute", "/v1/disputes", params, *wanted)


def update(call: Call, params: dict[str, Any], id: str) -> Document:
    """Add evidence or metadata; `submit=true` hands the evidence to the bank."""
    dispute = load_dispute(call, id)
    if dispute["status"] not in OPEN:
        raise invalid("This dispute is already closed.", code="dispute_closed")
    evidence = params.get("evidence") or {}
    dispute["evidence"] |= evidence
    dispute["metadata"] = merged(dispute["metadata"], params.get("metadata"))
    details = dispute["evidence_details"]
    details["has_evidence"] = bool(dispute["evidence"])
    if params.get("submit", bool(evidence)):
        details["submission_count"] += 1
        dispute["status"] = "under_review"
    call.emit("charge.dispute.updated", call.book.put("dispute", dispute))
    return public(dispute)


def close(call: Call, params: dict[str, Any], id: str) -> Document:
    """POST .../close: the shop accepts the loss."""
    return public(resolve(call, id, won=False))


def resolve(call: Call, id: str, *, won: bool) -> Document:
    """The bank's decision; when won, the amount and the fee come back."""
    dispute = load_dispute(call, id)
    if dispute["status"] not in OPEN:
        raise invalid("This dispute is already closed.", code="dispute_closed")
    dispute["status"] = "won" if won else "lost"
    if won:
        words = f"Chargeback reversal for {dispute['charge']}"
        entry = record(
            call,
            type="adjustment",
            amount=dispute["amount"],
            fee=-FEE,
            source=dispute,
            category="dispute_reversal",
            description=words,
        )
        dispute["balance_transactions"].append(entry)
    call.book.put("dispute", dispute)
    call.emit("charge.dispute.closed", dispute)
    if won:
        call.emit("charge.dispute.funds_reinstated", dispute)
    return dispute
