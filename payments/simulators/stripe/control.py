"""What can be told to the Stripe simulator alone: paying, refunds, disputes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from payments.simulators.kit.bench import Bench
from payments.simulators.kit.book import public
from payments.simulators.kit.control import Command, Control
from payments.simulators.kit.courier import Courier
from payments.simulators.kit.http import Reply, Request, json_reply
from payments.simulators.stripe import disputes, fraud_warnings, refunds
from payments.simulators.stripe.account import Account, Call
from payments.simulators.stripe.cards import find_card
from payments.simulators.stripe.checkout import load_session
from payments.simulators.stripe.control_pages import control_page
from payments.simulators.stripe.errors import ApiError, invalid, no_such
from payments.simulators.stripe.events import FORGERIES
from payments.simulators.stripe.paying import answer_authentication, pay_session, seen_by_payer


class StripeControl(Control):
    """Routes under /_control/."""

    kinds = {
        "payment_intents": "payment_intent",
        "charges": "charge",
        "refunds": "refund",
        "sessions": "checkout_session",
        "disputes": "dispute",
        "fraud_warnings": fraud_warnings.KIND,
        "files": "file",
        "balance_transactions": "balance_transaction",
        "events": "event",
    }
    forgeries = FORGERIES

    def __init__(self, account: Account, bench: Bench, courier: Courier) -> None:
        self._account = account
        super().__init__(bench, courier)

    def page(self) -> str:
        return control_page(self._account, self.bench.switchboard.all(), self.bench.seed)

    def reads(self) -> Iterable[tuple[str, str, Callable[..., Reply]]]:
        return [("GET", "charges/{id}", self.show_charge)]

    def commands(self) -> Mapping[str, Command]:
        return {
            "pay": self.pay,
            "refund_outcomes": self.set_refund_outcome,
            "refunds": self.turn_refund_out,
            "disputes": self.dispute,
            "fraud_warnings": self.warn,
        }

    def no_such_event(self, id: str) -> ApiError:
        return no_such("event", id)

    def show_charge(self, request: Request, id: str) -> Reply:
        charge = self.bench.book.get("charge", id)
        return json_reply(public(charge)) if charge else json_reply({"error": "no such charge"}, 404)

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
        self.bench.book.set_setting("refund_outcome", None if outcome == "default" else asked)
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
        """Open one on {charge or payment_intent, reason, amount, warning}; end one: {dispute, outcome: won or lost,
        late}; or with {dispute} and `reinstate` give back what was won, with `take_up` make a dispute of a warning or
        of one that was won."""
        call = Call(self._account)
        with call.book.transaction():
            if not given.get("dispute"):
                charge, amount = refunds.charge_of(call, given), given.get("amount")
                reason, part = given.get("reason", "fraudulent"), int(amount) if amount else None
                made = disputes.open_dispute(call, charge, reason, amount=part, warning=bool(given.get("warning")))
                return public(made)
            if given.get("reinstate"):
                return public(disputes.reinstate(call, given["dispute"]))
            if given.get("take_up"):
                return public(disputes.take_up(call, given["dispute"]))
            won, late = given["outcome"] == "won", bool(given.get("late"))
            return public(disputes.resolve(call, given["dispute"], won=won, late=late))

    def warn(self, given: dict[str, Any]) -> object:
        """An early fraud warning about {charge or payment_intent, fraud_type}."""
        call = Call(self._account)
        with call.book.transaction():
            charge = refunds.charge_of(call, given)
            return public(fraud_warnings.warn(call, charge, given.get("fraud_type") or fraud_warnings.TYPES[0]))
