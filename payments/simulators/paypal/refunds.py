"""Refunds: never more than what is left of the capture, whoever asks at the same moment."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.paypal import movements
from payments.simulators.paypal.account import Call, moment, new_id, seen
from payments.simulators.paypal.capturing import load_capture, tell
from payments.simulators.paypal.errors import no_such, unprocessable, unsimulated
from payments.simulators.paypal.money import read_positive, written

# How the next refunds turn out: {"outcome", "seconds" until it does, "count" or null}.
OUTCOMES = ("completed", "pending", "pending_then_complete", "pending_then_fail", "refused")
KNOWN = frozenset({"amount", "custom_id", "invoice_id", "note_to_payer"})


def create(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    """POST /v2/payments/captures/{id}/refund; without `amount` all that is left."""
    for name in sorted(set(given) - KNOWN):
        raise unsimulated(f"/{name}")
    capture = load_capture(call, id)
    left = capture["_minor"] - capture["_refunded"]
    minor = check_refundable(capture, given, left)
    outcome = next_outcome(call)
    if outcome["outcome"] == "refused":
        raise unprocessable("REFUND_NOT_ALLOWED", "The refund is refused.")
    count(call, capture, minor)
    refund = write(call, capture, minor, given)
    if outcome["outcome"] == "completed":
        complete(call, refund)
    else:
        after = {"pending_then_complete": "COMPLETED", "pending_then_fail": "FAILED"}.get(outcome["outcome"])
        due = call.now() + outcome["seconds"] if after else None
        refund |= {"_due": due, "_becomes": after}
        call.book.put("refund", refund)
    return 201, seen(refund)


def check_refundable(capture: Document, given: dict[str, Any], left: int) -> int:
    """The minor units to give back. Raises PayPalError."""
    if capture["status"] not in ("COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"):
        raise unprocessable("INVALID_CAPTURE_STATUS", f"The capture is {capture['status']}.")
    if capture.get("_disputed"):
        raise unprocessable("CAPTURE_DISPUTED_PARTIAL_REFUND_NOT_ALLOWED", "There is a dispute on this capture.")
    if left == 0:
        raise unprocessable("CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded.")
    if "amount" not in given:
        return int(left)
    minor, currency = read_positive(given["amount"], "/amount")
    if currency != capture["_currency"]:
        raise unprocessable("CURRENCY_MISMATCH", "The currency of the refund must be that of the capture.")
    if minor > left:
        words = "The refund amount must be less than or equal to the capture amount that has not yet been refunded."
        raise unprocessable("REFUND_AMOUNT_EXCEEDED", words, "/amount/value")
    return minor


def next_outcome(call: Call) -> dict[str, Any]:
    """What the control page asked for, else the good one."""
    asked = call.book.setting("refund_outcome")
    if asked is None:
        return {"outcome": "completed", "seconds": 0}
    if asked["count"] is not None:
        left = asked["count"] - 1
        call.book.set_setting("refund_outcome", {**asked, "count": left} if left else None)
    return dict(asked)


def write(call: Call, capture: Document, minor: int, given: dict[str, Any]) -> Document:
    now, id, currency = call.now(), new_id(), capture["_currency"]
    texts = {name: given[name] for name in ("custom_id", "invoice_id", "note_to_payer") if given.get(name)}
    refund: Document = {
        "id": id,
        "created": now,
        "status": "PENDING",
        "amount": written(minor, currency),
        **texts,
        "seller_payable_breakdown": {
            "gross_amount": written(minor, currency),
            "paypal_fee": written(0, currency),  # the fee of the sale is not given back
            "net_amount": written(minor, currency),
            "total_refunded_amount": written(capture["_refunded"], currency),
        },
        "create_time": moment(now),
        "update_time": moment(now),
        "links": [
            call.link(f"/v2/payments/refunds/{id}", "self"),
            call.link(f"/v2/payments/captures/{capture['id']}", "up"),
        ],
        "_capture": capture["id"], "_order": capture["_order"], "_minor": minor, "_currency": currency,
    }  # fmt: skip
    return call.book.put("refund", refund)


def complete(call: Call, refund: Document) -> None:
    refund |= {"status": "COMPLETED", "update_time": moment(call.now()), "_due": None, "_becomes": None}
    call.book.put("refund", refund)
    capture = load_capture(call, refund["_capture"])
    words = {name: refund.get(name) or capture.get(name, "") for name in ("custom_id", "invoice_id")}
    movements.record(
        call, code="T1107", id=refund["id"], minor=-refund["_minor"], about={**refund, **words}, reference=capture["id"]
    )
    call.emit("PAYMENT.CAPTURE.REFUNDED", "refund", seen(refund), "A refund was completed")


def count(call: Call, capture: Document, minor: int) -> None:
    capture["_refunded"] += minor
    states = {0: "COMPLETED", capture["_minor"]: "REFUNDED"}
    capture |= {
        "status": states.get(capture["_refunded"], "PARTIALLY_REFUNDED"),
        "update_time": moment(call.now()),
    }
    call.book.put("capture", capture)


def turn_out(call: Call, id: str, *, completed: bool) -> Document:
    """Later news of a pending refund. Raises PayPalError."""
    refund = load(call, id)
    if refund["status"] != "PENDING":
        raise unprocessable("REFUND_STATUS_NOT_VALID", f"This refund is {refund['status']}.")
    if completed:
        complete(call, refund)
        return refund
    refund |= {"status": "FAILED", "update_time": moment(call.now()), "_due": None, "_becomes": None}
    call.book.put("refund", refund)
    capture = load_capture(call, refund["_capture"])
    count(call, capture, -refund["_minor"])
    call.emit("PAYMENT.REFUND.FAILED", "refund", seen(refund), "A refund failed")
    return refund


def reverse(call: Call, capture_id: str) -> Document:
    """PayPal takes a payment back by itself, past the shop and without a dispute. Raises PayPalError."""
    capture = load_capture(call, capture_id)
    left = capture["_minor"] - capture["_refunded"]
    if not left:
        raise unprocessable("CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded.")
    count(call, capture, left)
    movements.record(call, code="T1106", id=new_id(), minor=-left, about=capture, reference=capture_id)
    tell(call, capture, "REVERSED", "A payment was reversed")
    return capture


def load(call: Call, id: str) -> Document:
    refund = call.book.get("refund", id)
    if refund is None:
        raise no_such()
    return refund


def retrieve(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    return 200, seen(load(call, id))
