"""Taking what was approved: orders into captures or authorisations, authorisations into captures or nothing."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.paypal import movements, orders
from payments.simulators.paypal.account import Call, moment, new_id, seen
from payments.simulators.paypal.errors import no_such, unprocessable
from payments.simulators.paypal.money import fee_of, read_positive, written

MOST_ATTEMPTS = 10
SECONDS_AUTHORIZED = 29 * 24 * 3600
DECLINES = {
    "declined": ("INSTRUMENT_DECLINED", "The instrument presented was declined by the processor or bank."),
    "insufficient": ("PAYER_CANNOT_PAY", "Combination of payer and payee settings mean the payer cannot pay."),
    "other_funding": (
        "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING", "Transaction failed. Redirect the payer to select another funding.",
    ),
    "refused": ("TRANSACTION_REFUSED", "The request was refused."),
}  # fmt: skip
PENDING = {"echeck": "ECHECK", "review": "PENDING_REVIEW"}


def capture_order(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    """POST .../capture. A decline is an outcome: the order stays approved and counts the attempt."""
    order = payable(call, id, "CAPTURE")
    attempt(call, order)
    write_capture(call, order, *orders.total(order))
    order["status"] = "COMPLETED"
    orders.store(call, order)
    return 201, orders.shown(call, order)


def authorize_order(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    """POST .../authorize: set aside, to be captured or voided within 29 days."""
    order = payable(call, id, "AUTHORIZE")
    attempt(call, order)
    now, authorization = call.now(), new_id()
    minor, currency = orders.total(order)
    document = {
        "id": authorization,
        "created": now,
        "status": "CREATED",
        "amount": written(minor, currency),
        **words_of(order),
        "expiration_time": moment(now + SECONDS_AUTHORIZED),
        "supplementary_data": {"related_ids": {"order_id": id}},
        "create_time": moment(now),
        "update_time": moment(now),
        "links": [call.link(f"/v2/payments/authorizations/{authorization}", "self")],
        "_order": id, "_minor": minor, "_currency": currency, "_expires": now + SECONDS_AUTHORIZED,
    }  # fmt: skip
    call.book.put("authorization", document)
    order["status"] = "COMPLETED"
    orders.store(call, order)
    call.emit("PAYMENT.AUTHORIZATION.CREATED", "authorization", seen(document), "An authorization was created")
    return 201, orders.shown(call, order)


def payable(call: Call, id: str, intent: str) -> Document:
    order = orders.load(call, id)
    if order["intent"] != intent:
        raise unprocessable("ACTION_DOES_NOT_MATCH_INTENT", f"Order was created with intent {order['intent']}.")
    if order["status"] == "COMPLETED":
        issue = "ORDER_ALREADY_CAPTURED" if intent == "CAPTURE" else "ORDER_ALREADY_AUTHORIZED"
        raise unprocessable(issue, "Order already taken.")
    if order["status"] != "APPROVED":
        raise unprocessable("ORDER_NOT_APPROVED", "Payer has not yet approved the Order for payment.")
    return order


def attempt(call: Call, order: Document) -> None:
    """One try of the payer's funding. Raises PayPalError, and the try counts."""
    if order["_attempts"] >= MOST_ATTEMPTS:
        words = "You have exceeded the maximum number of payment attempts."
        raise unprocessable("MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED", words)
    order["_attempts"] += 1
    call.book.put("order", order)
    invoice = order["purchase_units"][0].get("invoice_id")
    if invoice and call.book.find("capture", ("invoice_id", "=", invoice), limit=1):
        words = "Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account refuses it."
        raise unprocessable("DUPLICATE_INVOICE_ID", words, kept=True)
    if order["_funding"] in DECLINES:
        issue, words = DECLINES[order["_funding"]]
        again = [{"href": call.approval(order["id"]), "rel": "redirect", "method": "GET"}]
        raise unprocessable(issue, words, kept=True, links=again)


def words_of(order: Document) -> dict[str, Any]:
    unit = order["purchase_units"][0]
    return {name: unit[name] for name in ("custom_id", "invoice_id") if unit.get(name)}


def write_capture(
    call: Call, order: Document, minor: int, currency: str, authorization: str | None = None
) -> Document:  # fmt: skip
    """A capture, completed or pending as the payer's funding has it, told and booked."""
    related = {"order_id": order["id"], **({"authorization_id": authorization} if authorization else {})}
    capture = new_capture(call, order, minor, currency) | {"supplementary_data": {"related_ids": related}}
    reason = PENDING.get(order["_funding"])
    if reason is None:
        return complete(call, capture)
    capture["status_details"] = {"reason": reason}
    call.book.put("capture", capture)
    tell(call, capture, "PENDING", "Payment pending")
    return capture


def new_capture(call: Call, order: Document, minor: int, currency: str) -> Document:
    now, id, terms = call.now(), new_id(), call.account.terms
    fee = fee_of(minor, currency, basis_points=terms.fee_basis_points, fixed=terms.fee_fixed)
    return {
        "id": id,
        "created": now,
        "status": "PENDING",
        "amount": written(minor, currency),
        "final_capture": True,
        "seller_protection": {"status": "ELIGIBLE"},
        **words_of(order),
        "create_time": moment(now),
        "update_time": moment(now),
        "links": [
            call.link(f"/v2/payments/captures/{id}", "self"),
            call.link(f"/v2/payments/captures/{id}/refund", "refund", "POST"),
            call.link(f"/v2/checkout/orders/{order['id']}", "up"),
        ],
        "_order": order["id"], "_minor": minor, "_currency": currency, "_fee": fee, "_refunded": 0,
    }  # fmt: skip


def complete(call: Call, capture: Document) -> Document:
    """The money is there: fee, booking, webhook."""
    minor, currency, fee = capture["_minor"], capture["_currency"], capture["_fee"]
    capture |= {
        "status": "COMPLETED",
        "update_time": moment(call.now()),
        "seller_receivable_breakdown": {
            "gross_amount": written(minor, currency),
            "paypal_fee": written(fee, currency),
            "net_amount": written(minor - fee, currency),
        },
    }
    capture.pop("status_details", None)
    call.book.put("capture", capture)
    movements.record(call, code="T0006", id=capture["id"], minor=minor, fee=fee, about=capture)
    tell(call, capture, "COMPLETED", "Payment completed")
    return capture


def turn_out(call: Call, id: str, *, completed: bool) -> Document:
    """Later news of a pending capture. Raises PayPalError."""
    capture = load_capture(call, id)
    if capture["status"] != "PENDING":
        raise unprocessable("CAPTURE_STATUS_NOT_VALID", f"This capture is {capture['status']}.")
    if completed:
        return complete(call, capture)
    capture |= {"status": "DECLINED", "update_time": moment(call.now())}
    call.book.put("capture", capture)
    tell(call, capture, "DENIED", "Payment denied")
    return capture


def tell(call: Call, capture: Document, word: str, summary: str) -> None:
    amount = f"{capture['amount']['value']} {capture['amount']['currency_code']}"
    call.emit(f"PAYMENT.CAPTURE.{word}", "capture", seen(capture), f"{summary} for {amount}")


def load_capture(call: Call, id: str) -> Document:
    capture = call.book.get("capture", id)
    if capture is None:
        raise no_such()
    return capture


def retrieve_capture(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    return 200, seen(load_capture(call, id))


def load_authorization(call: Call, id: str) -> Document:
    authorization = call.book.get("authorization", id)
    if authorization is None:
        raise no_such()
    if authorization["status"] == "CREATED" and authorization["_expires"] <= call.now():
        authorization["status"] = "EXPIRED"
        call.book.put("authorization", authorization)
    return authorization


def retrieve_authorization(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    return 200, seen(load_authorization(call, id))


def capture_authorization(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    """POST /v2/payments/authorizations/{id}/capture: once, all of it or a part, as a final capture."""
    authorization = load_authorization(call, id)
    if authorization["status"] != "CREATED":
        issue = {"CAPTURED": "AUTHORIZATION_ALREADY_CAPTURED", "VOIDED": "AUTHORIZATION_VOIDED"}
        raise unprocessable(
            issue.get(authorization["status"], "AUTHORIZATION_EXPIRED"), f"It is {authorization['status']}."
        )
    minor, currency = authorization["_minor"], authorization["_currency"]
    if "amount" in given:
        minor, asked = read_positive(given["amount"], "/amount")
        if asked != currency:
            raise unprocessable("CURRENCY_MISMATCH", "The currency of the capture must be that of the authorization.")
    if minor > authorization["_minor"]:
        words = "The amount is greater than the authorized amount."
        raise unprocessable("MAX_CAPTURE_AMOUNT_EXCEEDED", words, "/amount/value")
    authorization |= {"status": "CAPTURED", "update_time": moment(call.now())}
    call.book.put("authorization", authorization)
    order = call.book.get("order", authorization["_order"]) or {}
    return 201, seen(write_capture(call, order, minor, currency, authorization=id))


def void_authorization(call: Call, given: dict[str, Any], id: str) -> tuple[int, Document]:
    """POST /v2/payments/authorizations/{id}/void: let go of what is set aside."""
    authorization = load_authorization(call, id)
    if authorization["status"] != "CREATED":
        issue = {"VOIDED": "PREVIOUSLY_VOIDED", "CAPTURED": "PREVIOUSLY_CAPTURED"}
        raise unprocessable(issue.get(authorization["status"], "CANNOT_BE_VOIDED"), f"It is {authorization['status']}.")
    authorization |= {"status": "VOIDED", "update_time": moment(call.now())}
    call.book.put("authorization", authorization)
    call.emit("PAYMENT.AUTHORIZATION.VOIDED", "authorization", seen(authorization), "An authorization was voided")
    return 200, seen(authorization)
