"""Paying a Checkout Session: what a person does on the hosted page, one card after the other."""

from __future__ import annotations

from payments.simulators.kit.book import Document
from payments.simulators.stripe.account import Call
from payments.simulators.stripe.cards import Card
from payments.simulators.stripe.confirming import authenticate, pay
from payments.simulators.stripe.intents import new_intent, save_intent

TEMPLATE = "{CHECKOUT_SESSION_ID}"
PAID = ("succeeded", "requires_capture")


def pay_session(call: Call, session: Document, card: Card, email: str | None = None) -> Document:
    """Try a card on an open session; the intent says what came out. A decline leaves the session open."""
    intent = intent_of(call, session)
    if email and not session["customer_details"]:
        session["customer_details"] = blank_customer(email)
        intent["receipt_email"] = intent["receipt_email"] or email
        call.book.put("checkout_session", session)
    pay(call, intent, card)
    complete_if_paid(call, intent)
    return intent


def intent_of(call: Call, session: Document) -> Document:
    """The session's intent, made on the first attempt as Stripe has done since 2022-08-01."""
    known = call.book.get("payment_intent", session["payment_intent"] or "")
    if known is not None:
        return known
    data = session["_intent"]
    params = {**data, "amount": session["amount_total"], "currency": session["currency"]}
    intent = new_intent(call, params)
    save_intent(call, intent, _session=session["id"])
    session["payment_intent"] = intent["id"]
    call.book.put("checkout_session", session)
    return intent


def blank_customer(email: str) -> dict[str, object]:
    return {
        "address": None,
        "email": email,
        "name": None,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": None,
    }


def complete_if_paid(call: Call, intent: Document) -> Document | None:
    """Complete the intent's session when money was taken or authorised; the session, if it has one."""
    session = call.book.get("checkout_session", intent.get("_session") or "")
    if session and session["status"] == "open" and intent["status"] in PAID:
        complete(call, session, "paid" if intent["status"] == "succeeded" else "unpaid")
    return session


def complete(call: Call, session: Document, payment_status: str) -> None:
    session |= {"status": "complete", "payment_status": payment_status, "url": None}
    call.book.put("checkout_session", session)
    call.emit("checkout.session.completed", session)


def answer_authentication(call: Call, token: str, *, approved: bool) -> Document | None:
    """The 3-D Secure answer, for a session's intent or a plain one. None if the page is out of date."""
    intent = authenticate(call, token, approved=approved)
    if intent is not None:
        complete_if_paid(call, intent)
    return intent


def success_address(session: Document) -> str:
    return session["success_url"].replace(TEMPLATE, session["id"])


def seen_by_payer(session: Document, intent: Document) -> dict[str, object]:
    """What the person sees now: the state, the problem if any, and where the browser goes."""
    action = intent["next_action"]
    error = intent["last_payment_error"]
    complete = session["status"] == "complete"
    return {
        "session": session["id"],
        "status": session["status"],
        "payment_status": session["payment_status"],
        "payment_intent": intent["id"],
        "intent_status": intent["status"],
        "error": {name: error.get(name) for name in ("code", "decline_code", "message")} if error else None,
        "redirect": success_address(session) if complete else action["redirect_to_url"]["url"] if action else None,
    }
