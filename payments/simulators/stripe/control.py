"""The control surface under /_control/: JSON for tests and load runs, plain forms for people.

Every POST takes JSON or a form; a form is answered with a redirect back to the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from payments.simulators.kit.courier import Courier
from payments.simulators.kit.faults import Switchboard
from payments.simulators.kit.http import Reply, Request, Router, html_reply, json_reply, see_other
from payments.simulators.stripe import disputes, refunds
from payments.simulators.stripe.account import Account, Call, public
from payments.simulators.stripe.cards import find_card
from payments.simulators.stripe.checkout import load_session
from payments.simulators.stripe.control_pages import control_page
from payments.simulators.stripe.errors import ApiError, invalid, no_such
from payments.simulators.stripe.events import FORGERIES
from payments.simulators.stripe.paying import answer_authentication, pay_session, seen_by_payer

BOOK = {
    "payment_intents": "payment_intent",
    "charges": "charge",
    "refunds": "refund",
    "sessions": "checkout_session",
    "disputes": "dispute",
    "balance_transactions": "balance_transaction",
    "events": "event",
}


class Control:
    """Routes under /_control/."""

    def __init__(self, account: Account, switchboard: Switchboard, courier: Courier, seed: int) -> None:
        self._account, self._switchboard = account, switchboard
        self._courier, self._seed = courier, seed
        self.router = Router()
        self._add_reads()
        self._add_posts()

    def _add_reads(self) -> None:
        for method, path, work in (
            ("GET", "/_control/", self.show_page),
            ("GET", "/_control/book", self.show_book),
            ("GET", "/_control/requests", self.show_requests),
            ("GET", "/_control/deliveries", self.show_deliveries),
            ("GET", "/_control/faults", self.show_faults),
            ("DELETE", "/_control/faults", self.remove_faults),
            ("DELETE", "/_control/faults/{id}", self.remove_faults),
            ("GET", "/_control/webhooks", self.show_webhooks),
            ("GET", "/_control/charges/{id}", self.show_charge),
        ):
            self.router.add(method, path, work)

    def _add_posts(self) -> None:
        for path, work in (
            ("faults", self.add_fault),
            ("fault_removals", self.remove_fault),
            ("webhooks", self.set_webhooks),
            ("deliver", self.deliver),
            ("pay", self.pay),
            ("refund_outcomes", self.set_refund_outcome),
            ("refunds", self.turn_refund_out),
            ("disputes", self.dispute),
            ("clock", self.advance_clock),
            ("reset", self.reset),
        ):
            self.router.add("POST", f"/_control/{path}", self._posted(work))

    def _posted(self, work: Callable[[dict[str, Any]], object]) -> Callable[..., Reply]:
        def answer(request: Request) -> Reply:
            form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
            try:
                given = filled(request.form()) if form else request.json()
                result = work(given)
            except ApiError as error:
                return json_reply({"error": error.error}, error.status)
            except (ValueError, TypeError, KeyError) as error:
                return json_reply({"error": {"type": "control_error", "message": f"{error}"}}, 400)
            return see_other("/_control/") if form else json_reply(result)

        return answer

    def show_page(self, request: Request) -> Reply:
        return html_reply(control_page(self._account, self._switchboard.all(), self._seed))

    def show_book(self, request: Request) -> Reply:
        """All objects by kind, oldest first; `?kinds=charges,refunds` for some of them."""
        kinds = dict(request.query_pairs()).get("kinds", ",".join(BOOK)).split(",")
        with self._account.book.transaction():
            found = {kind: self._account.book.find(BOOK[kind], oldest_first=True) for kind in kinds if kind in BOOK}
        return json_reply({kind: [public(row) for row in rows] for kind, rows in found.items()})

    def show_requests(self, request: Request) -> Reply:
        """The request log, newest first; `?limit=`, `?id=req_...`."""
        query = dict(request.query_pairs())
        sql = "SELECT * FROM requests WHERE (? IS NULL OR id = ?) ORDER BY seq DESC LIMIT ?"
        limit = int(query.get("limit", "1000000"))
        return json_reply({"requests": self._account.book.rows(sql, (query.get("id"), query.get("id"), limit))})

    def show_deliveries(self, request: Request) -> Reply:
        """One row per try of a webhook, newest first; `?event=evt_...`, `?limit=`."""
        query = dict(request.query_pairs())
        sql = "SELECT * FROM deliveries WHERE (? IS NULL OR event = ?) ORDER BY id DESC LIMIT ?"
        limit = int(query.get("limit", "1000000"))
        rows = self._account.book.rows(sql, (query.get("event"), query.get("event"), limit))
        return json_reply({"deliveries": rows})

    def show_charge(self, request: Request, id: str) -> Reply:
        charge = self._account.book.get("charge", id)
        return json_reply(public(charge)) if charge else json_reply({"error": "no such charge"}, 404)

    def show_faults(self, request: Request) -> Reply:
        return json_reply({"faults": self._switchboard.all()})

    def add_fault(self, given: dict[str, Any]) -> object:
        numbers = {"status": int, "seconds": float, "retry_after": int, "count": int}
        typed = {
            name: numbers[name](value) if name in numbers and value is not None else value
            for name, value in given.items()
        }
        return self._switchboard.add(typed)

    def remove_faults(self, request: Request, id: str | None = None) -> Reply:
        self._switchboard.remove(id)
        return self.show_faults(request)

    def remove_fault(self, given: dict[str, Any]) -> object:
        self._switchboard.remove(given.get("id"))
        return {"faults": self._switchboard.all()}

    def show_webhooks(self, request: Request) -> Reply:
        return json_reply(self._modes())

    def _modes(self) -> dict[str, object]:
        modes = asdict(self._account.planner.modes())
        return modes | {"secret": "set" if modes["secret"] else "", "seed": self._seed}

    def set_webhooks(self, given: dict[str, Any]) -> object:
        """Change some modes; `reset=true` puts the others back to a network without faults."""
        changes = dict(given)
        forget = str(changes.pop("reset", "")).lower() in ("true", "on", "1")
        if changes.get("forge", "none") not in FORGERIES:
            raise ValueError(f"forge is one of {', '.join(FORGERIES)}")
        self._account.planner.set_modes(changes, reset_faults=forget)
        return self._modes()

    def deliver(self, given: dict[str, Any]) -> object:
        """Send `event` or `events` (in this order) now: `copies`, `forge`, `at_once`. Nothing is retried."""
        events = given.get("events") or [given["event"]]
        forge, copies = given.get("forge", "none"), int(given.get("copies", 1))
        if forge not in FORGERIES or not 1 <= copies <= 100:
            raise ValueError(f"1 to 100 copies; forge is one of {', '.join(FORGERIES)}")
        for id in events:
            if self._account.book.get("event", id) is None:
                raise no_such("event", id)
        sent = self._courier.deliver(events, copies=copies, forge=forge, at_once=truth(given.get("at_once")))
        return {"deliveries": sent}

    def pay(self, given: dict[str, Any]) -> object:
        """Do what a person does: {session, card, email, decision: approve (default), fail or none}."""
        call, card = Call(self._account), find_card(given.get("card", "4242424242424242"))
        if card is None:
            raise ValueError("no such test card")
        with call.book.transaction():
            session = load_session(call, given["session"])
            if session["status"] != "open":
                raise invalid(f"This session is {session['status']}.")
            email = given.get("email") or session["customer_email"] or "shopper@example.com"
            intent = pay_session(call, session, card, email)
            decision = given.get("decision", "approve")
            if intent["status"] == "requires_action" and decision != "none":
                token = intent["_authentication"]
                intent = answer_authentication(call, token, approved=decision == "approve") or intent
            return seen_by_payer(call.book.get("checkout_session", session["id"]) or session, intent)

    def set_refund_outcome(self, given: dict[str, Any]) -> object:
        """How the next refunds turn out: {outcome, seconds, count}; "default" leaves it to the card."""
        outcome = given.get("outcome", "default")
        if outcome not in (*refunds.OUTCOMES, "default"):
            raise ValueError(f"outcome is default or one of {', '.join(refunds.OUTCOMES)}")
        count = given.get("count")
        asked = {
            "outcome": outcome,
            "seconds": float(given.get("seconds", 0)),
            "count": int(count) if count else None,
        }
        self._account.book.set_setting("refund_outcome", None if outcome == "default" else asked)
        return asked

    def turn_refund_out(self, given: dict[str, Any]) -> object:
        """Later news of a refund: {refund, status: succeeded or failed, reason}.

        With {payment_intent or charge, amount} instead, a refund made in the dashboard, past the shop.
        """
        call = Call(self._account)
        with call.book.transaction():
            if not given.get("refund"):
                amount = {"amount": int(given["amount"])} if given.get("amount") else {}
                return refunds.create(call, {**given, **amount})
            good, reason = given["status"] == "succeeded", given.get("reason", "unknown")
            return public(refunds.turn_out(call, given["refund"], succeeded=good, reason=reason))

    def dispute(self, given: dict[str, Any]) -> object:
        """Open one on {charge or payment_intent, reason}, or end one: {dispute, outcome: won or lost}."""
        call = Call(self._account)
        with call.book.transaction():
            if given.get("dispute"):
                return public(disputes.resolve(call, given["dispute"], won=given["outcome"] == "won"))
            charge = refunds.charge_of(call, given)
            return public(disputes.open_dispute(call, charge, given.get("reason", "fraudulent")))

    def advance_clock(self, given: dict[str, Any]) -> object:
        """Move the simulator's calendar {advance: seconds}. Signatures keep real time."""
        self._account.clock.advance(float(given["advance"]))
        return {"now": self._account.clock.now(), "offset": self._account.clock.offset}

    def reset(self, given: dict[str, Any]) -> object:
        """Empty the book and end all faults; the webhook URL and secret stay."""
        self._switchboard.remove()
        with self._account.book.transaction():
            self._account.book.clear(keep_settings=["webhooks"])
            self._account.planner.set_modes({}, reset_faults=True)
        return {"reset": True}


def filled(form: dict[str, str]) -> dict[str, Any]:
    """Form fields that hold something."""
    return {name: value for name, value in form.items() if value != ""}


def truth(value: object) -> bool:
    return value is True or str(value).lower() in ("true", "on", "1")
