"""What browsers reach: hosted Checkout and the 3-D Secure page. Both work without JavaScript."""

from __future__ import annotations

import time

from payments.simulators.kit.book import Document
from payments.simulators.kit.http import Reply, Request, Router, html_reply, see_other
from payments.simulators.stripe.account import Account, Call
from payments.simulators.stripe.cards import LIVE_CARD, Card, find_card, mistake_in
from payments.simulators.stripe.checkout import load_session
from payments.simulators.stripe.confirming import return_address
from payments.simulators.stripe.errors import ApiError
from payments.simulators.stripe.pages import checkout_page, over_page, secure_page
from payments.simulators.stripe.paying import (
    answer_authentication,
    blank_customer,
    complete,
    pay_session,
    success_address,
)

FIELDS = {
    "incorrect_number": "number",
    "invalid_expiry_month": "expiry",
    "invalid_expiry_year": "expiry",
    "invalid_cvc": "cvc",
}
NO_PAGE = over_page("Something went wrong", "The page you were looking for could not be found.")


class Hosted:
    """Routes of the hosted pages."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.router = Router()
        self.router.add("GET", "/c/pay/{id}", self.show_session)
        self.router.add("POST", "/c/pay/{id}", self.pay)
        self.router.add("GET", "/3ds/{token}", self.show_question)
        self.router.add("POST", "/3ds/{token}", self.answer)

    def show_session(self, request: Request, id: str) -> Reply:
        call = Call(self._account)
        with call.book.transaction():
            session = self._session(call, id)
            if session is None or session["status"] != "open":
                return over(session)
            intent = call.book.get("payment_intent", session["payment_intent"] or "")
        failed = intent["last_payment_error"] if intent else None
        return html_reply(checkout_page(session, error=failed["message"] if failed else None))

    def pay(self, request: Request, id: str) -> Reply:
        form, call = request.form(), Call(self._account)
        with call.book.transaction():
            session = self._session(call, id)
            if session is None or session["status"] == "expired":
                return over(session)
            if session["status"] == "complete":
                return see_other(success_address(session))  # the form was sent twice
            email = session["customer_email"] or form.get("email", "").strip()
            if "@" not in email:
                return html_reply(checkout_page(session, error="Your email is incomplete."), 422)
            if session["amount_total"] == 0:
                session["customer_details"] = session["customer_details"] or blank_customer(email)
                complete(call, session, "no_payment_required")
                return see_other(success_address(session))
            card, mistake = chosen_card(form)
            if mistake:
                return html_reply(checkout_page(session, error=mistake[1], wrong=FIELDS[mistake[0]]), 422)
            intent = pay_session(call, session, card, email)
            return see_other(next_address(call, intent, id))

    def show_question(self, request: Request, token: str) -> Reply:
        found = self._account.book.find("payment_intent", ("_authentication", "=", token))
        return html_reply(secure_page(found[0])) if found else html_reply(NO_PAGE, 404)

    def answer(self, request: Request, token: str) -> Reply:
        call, approved = Call(self._account), request.form().get("decision") == "approve"
        with call.book.transaction():
            intent = answer_authentication(call, token, approved=approved)
            if intent is None:
                return html_reply(over_page("Already answered", "This payment was approved or failed before."), 410)
            return see_other(next_address(call, intent, intent.get("_session")))

    def _session(self, call: Call, id: str) -> Document | None:
        try:
            return load_session(call, id)
        except ApiError:
            return None


def over(session: Document | None) -> Reply:
    if session is None:
        return html_reply(NO_PAGE, 404)
    if session["status"] == "complete":
        onward = (success_address(session), "Go on to the shop")
        return html_reply(over_page("You are all done here", "This payment is complete.", onward))
    link = (session["cancel_url"], "Back to the shop") if session["cancel_url"] else None
    return html_reply(over_page("This page has expired", "Nothing was paid. Start again from the shop.", link), 410)


def chosen_card(form: dict[str, str]) -> tuple[Card, tuple[str, str] | None]:
    """The typed card if digits were typed, else the picked one; and what is wrong with what was typed."""
    number = form.get("number", "").strip()
    if not number:
        return find_card(form.get("card", "")) or LIVE_CARD, None
    today = time.gmtime()[:2]
    typed = mistake_in(number, form.get("expiry", ""), form.get("cvc", "").strip(), (today[0], today[1]))
    return find_card(number) or LIVE_CARD, typed


def next_address(call: Call, intent: Document, session_id: str | None) -> str:
    """Where the browser goes after an attempt: the bank, the shop, or the payment page again."""
    if intent["status"] == "requires_action":
        return intent["next_action"]["redirect_to_url"]["url"]
    if session_id is None:
        return return_address(intent) or call.url("/_control/")
    session = call.book.get("checkout_session", session_id) or {}
    return success_address(session) if session["status"] == "complete" else call.url(f"/c/pay/{session_id}")
