"""Disputes: an inquiry or a claim of the payer, our answer, and how it ends. A claim takes the money at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from payments.simulators.kit.book import Condition, Document
from payments.simulators.paypal import movements
from payments.simulators.paypal.account import Call, moment, new_id, seen
from payments.simulators.paypal.capturing import load_capture
from payments.simulators.paypal.errors import missing, no_such, unprocessable
from payments.simulators.paypal.money import written

SECONDS_TO_ANSWER = 10 * 24 * 3600
REASONS = (
    "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
    "MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED",
    "UNAUTHORISED",
    "CREDIT_NOT_PROCESSED",
)
OUTCOMES = {
    "won": "RESOLVED_SELLER_FAVOUR",
    "lost": "RESOLVED_BUYER_FAVOUR",
    "cancelled": "CANCELED_BY_BUYER",
    "payout": "RESOLVED_WITH_PAYOUT",
}
INQUIRY, CLAIM = "INQUIRY", "CHARGEBACK"
MOST_A_PAGE = 50


def open_dispute(call: Call, capture_id: str, *, reason: str = REASONS[0], stage: str = CLAIM) -> Document:
    """Dispute what is left of a capture. In an inquiry nothing moves; a claim takes amount and fee from the balance.

    Raises PayPalError, ValueError for an unknown word.
    """
    if reason not in REASONS or stage not in (INQUIRY, CLAIM):
        raise ValueError(f"stage is {INQUIRY} or {CLAIM}; reason is one of {', '.join(REASONS)}")
    capture = load_capture(call, capture_id)
    if capture.get("_disputed"):
        raise unprocessable("TRANSACTION_ALREADY_DISPUTED", "There is a dispute on this capture.")
    left = capture["_minor"] - capture["_refunded"]
    dispute = blank(call, capture, left, reason)
    call.book.put("capture", capture | {"_disputed": True})
    if stage == CLAIM:
        claim(call, dispute)
    call.book.put("dispute", dispute)
    tell(call, dispute, "CREATED")
    return dispute


def blank(call: Call, capture: Document, minor: int, reason: str) -> Document:
    now, id = call.now(), f"PP-R-{new_id(3)}-{new_id(8)}"
    return {
        "id": id,
        "created": now,
        "dispute_id": id,
        "create_time": moment(now),
        "update_time": moment(now),
        "disputed_transactions": [transaction(call, capture)],
        "reason": reason,
        "status": "OPEN",
        "dispute_state": "OPEN_INQUIRIES",
        "dispute_amount": written(minor, capture["_currency"]),
        "dispute_life_cycle_stage": INQUIRY,
        "dispute_channel": "INTERNAL",
        "seller_response_due_date": moment(now + SECONDS_TO_ANSWER),
        "money_movements": [],
        "messages": [],
        "evidences": [],
        "_capture": capture["id"],
        "_minor": minor,
        "_currency": capture["_currency"],
    }


def transaction(call: Call, capture: Document) -> dict[str, Any]:
    """The capture as a dispute names it."""
    return {
        "buyer_transaction_id": new_id(),
        "seller_transaction_id": capture["id"],
        "create_time": capture["create_time"],
        "transaction_status": capture["status"],
        "gross_amount": capture["amount"],
        "invoice_number": capture.get("invoice_id", ""),
        "custom": capture.get("custom_id", ""),
        "seller": {"merchant_id": call.account.terms.merchant_id, "name": "Simulator"},
    }


def claim(call: Call, dispute: Document) -> None:
    """The money leaves, and the fee with it."""
    dispute |= {
        "dispute_life_cycle_stage": CLAIM,
        "status": "WAITING_FOR_SELLER_RESPONSE",
        "dispute_state": "REQUIRED_ACTION",
    }
    move(call, dispute, "DEBIT", "DISPUTE_SETTLEMENT", dispute["_minor"])
    move(call, dispute, "DEBIT", "DISPUTE_FEE", call.account.terms.dispute_fee)


def move(call: Call, dispute: Document, type: str, reason: str, minor: int) -> None:
    """One movement of money on the dispute and in the reports."""
    if not minor:
        return
    currency, sign = dispute["_currency"], -1 if type == "DEBIT" else 1
    told = {"affected_party": "SELLER", "amount": written(minor, currency), "initiated_time": moment(call.now())}
    dispute["money_movements"].append({**told, "type": type, "reason": reason})
    code = "T0106" if reason == "DISPUTE_FEE" else "T1201" if type == "DEBIT" else "T1202"
    capture = load_capture(call, dispute["_capture"])
    movements.record(call, code=code, id=new_id(), minor=sign * minor, about=capture, reference=capture["id"])


def escalate(call: Call, id: str) -> Document:
    """The payer makes a claim of an inquiry."""
    dispute = load(call, id)
    if dispute["dispute_life_cycle_stage"] != INQUIRY or dispute["status"] == "RESOLVED":
        raise not_now(dispute)
    claim(call, dispute)
    return changed(call, dispute)


def provide_evidence(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    """POST .../provide-evidence with a multipart part `input`: our side, which PayPal then looks at."""
    dispute = load(call, id)
    if not given.get("evidences"):
        raise missing("/evidences")
    if dispute["status"] != "WAITING_FOR_SELLER_RESPONSE":
        raise not_now(dispute)
    dispute["evidences"] += given["evidences"]
    dispute |= {"status": "UNDER_REVIEW", "dispute_state": "UNDER_PAYPAL_REVIEW"}
    changed(call, dispute)
    return 200, {"links": [call.link(f"/v1/customer/disputes/{id}", "self")]}


def accept_claim(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    """POST .../accept-claim: the payer is right, and has all of it back."""
    if not given.get("note"):
        raise missing("/note")
    resolve(call, id, "lost")
    return 200, {"links": [call.link(f"/v1/customer/disputes/{id}", "self")]}


def resolve(call: Call, id: str, outcome: str) -> Document:
    """How it ends. What was taken comes back unless the payer won. Raises PayPalError, ValueError."""
    if outcome not in OUTCOMES:
        raise ValueError(f"outcome is one of {', '.join(OUTCOMES)}")
    dispute = load(call, id)
    if dispute["status"] == "RESOLVED":
        raise not_now(dispute)
    taken = bool(dispute["money_movements"])
    if outcome == "lost" and not taken:
        move(call, dispute, "DEBIT", "DISPUTE_SETTLEMENT", dispute["_minor"])
    if outcome != "lost" and taken:
        move(call, dispute, "CREDIT", "DISPUTE_SETTLEMENT", dispute["_minor"])
        move(call, dispute, "CREDIT", "DISPUTE_FEE", call.account.terms.dispute_fee)
    refunded = {"amount_refunded": dispute["dispute_amount"]} if outcome in ("lost", "payout") else {}
    dispute |= {
        "status": "RESOLVED",
        "dispute_state": "RESOLVED",
        "dispute_outcome": {"outcome_code": OUTCOMES[outcome], **refunded},
    }
    dispute.pop("seller_response_due_date", None)
    return changed(call, dispute, "RESOLVED")


def changed(call: Call, dispute: Document, word: str = "UPDATED") -> Document:
    dispute["update_time"] = moment(call.now())
    call.book.put("dispute", dispute)
    tell(call, dispute, word)
    return dispute


def tell(call: Call, dispute: Document, word: str) -> None:
    call.emit(f"CUSTOMER.DISPUTE.{word}", "dispute", shown(call, dispute), "A dispute has news")


def shown(call: Call, dispute: Document) -> Document:
    document = seen(dispute) | {"links": [call.link(f"/v1/customer/disputes/{dispute['id']}", "self")]}
    document.pop("id")
    return document


def load(call: Call, id: str) -> Document:
    dispute = call.book.get("dispute", id)
    if dispute is None:
        raise no_such()
    return dispute


def retrieve(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    return 200, shown(call, load(call, id))


def list_disputes(call: Call, given: dict[str, str]) -> tuple[int, Document]:
    """GET /v1/customer/disputes, newest first, by `disputed_transaction_id` and `start_time`, in pages by
    `next_page_token`."""
    size = min(int(given.get("page_size", "10")), MOST_A_PAGE)
    wanted = given.get("disputed_transaction_id")
    conditions: list[Condition] = [("_capture", "=", wanted)] if wanted else []
    if given.get("start_time"):
        conditions.append(("created", ">=", int(datetime.fromisoformat(given["start_time"]).timestamp())))
    rows = call.book.find("dispute", *conditions, limit=size + 1, before=given.get("next_page_token"))
    links = [call.link("/v1/customer/disputes", "self")]
    if len(rows) > size:
        more = {**given, "page_size": size, "next_page_token": rows[size - 1]["id"]}
        links.append(call.link(f"/v1/customer/disputes?{urlencode(more)}", "next"))
    return 200, {"items": [shown(call, row) for row in rows[:size]], "links": links}


def not_now(dispute: Document) -> Exception:
    words = f"The dispute is {dispute['status']} in stage {dispute['dispute_life_cycle_stage']}."
    return unprocessable("ACTION_NOT_ALLOWED_IN_CURRENT_DISPUTE_STATE", words)
