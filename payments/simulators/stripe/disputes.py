"""Disputes: a shopper's bank takes the money back; evidence, and how it ends."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.book import Document, public
from payments.simulators.stripe.account import Call, new_id
from payments.simulators.stripe.balance import record
from payments.simulators.stripe.errors import invalid, no_such
from payments.simulators.stripe.files import check_known
from payments.simulators.stripe.lists import page
from payments.simulators.stripe.metadata import merged

FEE = 1500
SECONDS_TO_ANSWER = 7 * 24 * 3600
NETWORK_CODES = {"fraudulent": "10.4", "product_not_received": "13.1"}
WARNINGS = ("warning_needs_response", "warning_under_review")
FILES = frozenset({"customer_communication", "shipping_documentation", "uncategorized_file", "receipt"})
OPEN = ("needs_response", "under_review", *WARNINGS)


def open_dispute(
    call: Call, charge: Document, reason: str = "fraudulent", *, amount: int | None = None, warning: bool = False
) -> Document:  # fmt: skip
    """Dispute what is left of a charge, or `amount` of it: that and a fee leave the balance at once. A warning (an
    inquiry of the bank) takes nothing. Raises ApiError."""
    if charge["disputed"]:
        raise invalid(f"Charge {charge['id']} is already disputed.", code="charge_disputed")
    left = charge["amount_captured"] - charge["amount_refunded"]
    if amount is not None and not 0 < amount <= left:
        raise invalid(f"Nothing like that is left of charge {charge['id']}.")
    dispute = {
        **blank_dispute(call, charge, reason),
        "id": new_id("du"),
        "amount": left if amount is None else amount,
        "balance_transactions": [],
    }
    if warning:
        dispute |= {"status": "warning_needs_response", "is_charge_refundable": True}
    else:
        withdraw(call, dispute)
    call.book.put("dispute", dispute)
    call.emit("charge.dispute.created", dispute)
    if not warning:
        call.emit("charge.dispute.funds_withdrawn", dispute)
    return dispute


def withdraw(call: Call, dispute: Document) -> None:
    """The amount and the fee leave, and the charge cannot be refunded any more."""
    book(call, dispute, sign=-1, category="dispute", words="Chargeback withdrawal")
    mark(call, dispute, disputed=True, _is_free=False)


def give_back(call: Call, dispute: Document) -> None:
    book(call, dispute, sign=1, category="dispute_reversal", words="Chargeback reversal")
    mark(call, dispute, _is_free=True)


def book(call: Call, dispute: Document, *, sign: int, category: str, words: str) -> None:
    entry = record(
        call,
        type="adjustment",
        amount=sign * dispute["amount"],
        fee=-sign * FEE,
        source=dispute,
        category=category,
        description=f"{words} for {dispute['charge']}",
    )
    dispute["balance_transactions"].append(entry)


def mark(call: Call, dispute: Document, **facts: bool) -> None:
    charge = call.book.get("charge", dispute["charge"]) or {}
    call.book.put("charge", charge | facts)


def is_taken(dispute: Document) -> bool:
    """Whether its money is not with us just now."""
    return sum(entry["amount"] for entry in dispute["balance_transactions"]) < 0


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
    """Add evidence or metadata; `submit=true` hands the evidence to the bank, once and for all."""
    dispute = load_open(call, id)
    evidence, details = params.get("evidence") or {}, dispute["evidence_details"]
    if evidence and details["submission_count"]:
        raise invalid("You cannot update evidence that was submitted.", code="dispute_evidence_submitted")
    check_known(call, evidence, FILES)
    dispute["evidence"] |= evidence
    dispute["metadata"] = merged(dispute["metadata"], params.get("metadata"))
    details["has_evidence"] = bool(dispute["evidence"])
    if params.get("submit", bool(evidence)):
        details["submission_count"] += 1
        dispute["status"] = "warning_under_review" if dispute["status"] in WARNINGS else "under_review"
    call.emit("charge.dispute.updated", call.book.put("dispute", dispute))
    return public(dispute)


def close(call: Call, params: dict[str, Any], id: str) -> Document:
    """POST .../close: the shop accepts the loss."""
    if load_open(call, id)["status"] in WARNINGS:
        raise invalid("This dispute is an inquiry: refund the charge instead.")
    return public(resolve(call, id, won=False))


def load_open(call: Call, id: str) -> Document:
    dispute = load_dispute(call, id)
    if dispute["status"] not in OPEN:
        raise invalid("This dispute is already closed.", code="dispute_closed")
    return dispute


def resolve(call: Call, id: str, *, won: bool, late: bool = False) -> Document:
    """The bank's decision; when won, the amount and the fee come back, at once or `late`, by `reinstate`. A warning
    is closed, and nothing moves."""
    dispute = load_open(call, id)
    is_warning = dispute["status"] in WARNINGS
    dispute["status"] = "warning_closed" if is_warning else "won" if won else "lost"
    call.emit("charge.dispute.closed", call.book.put("dispute", dispute))
    return reinstate(call, id) if won and not is_warning and not late else dispute


def reinstate(call: Call, id: str) -> Document:
    """What was won comes back."""
    dispute = load_dispute(call, id)
    if dispute["status"] != "won" or not is_taken(dispute):
        raise invalid("Nothing of this dispute is to come back.")
    give_back(call, dispute)
    call.emit("charge.dispute.funds_reinstated", call.book.put("dispute", dispute))
    return dispute


def take_up(call: Call, id: str) -> Document:
    """A warning becomes a dispute, or the bank takes one up again that was won: the money leaves (again)."""
    dispute = load_dispute(call, id)
    if dispute["status"] not in (*WARNINGS, "warning_closed", "won") or is_taken(dispute):
        raise invalid("This dispute cannot be taken up.")
    dispute |= {"status": "needs_response", "is_charge_refundable": False}
    dispute["evidence_details"] |= {"due_by": call.now() + SECONDS_TO_ANSWER, "submission_count": 0}
    withdraw(call, dispute)
    call.emit("charge.dispute.updated", call.book.put("dispute", dispute))
    call.emit("charge.dispute.funds_withdrawn", dispute)
    return dispute
