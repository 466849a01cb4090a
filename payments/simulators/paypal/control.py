"""What can be told to the PayPal simulator alone: what payers and PayPal do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.kit.control import Command, Control
from payments.simulators.kit.courier import Courier
from payments.simulators.paypal import capturing, disputes, orders, refunds, reporting, tokens
from payments.simulators.paypal.account import Account, Call, seen
from payments.simulators.paypal.approving import approve, cancel_address, return_address
from payments.simulators.paypal.control_pages import control_page
from payments.simulators.paypal.webhooks import FORGERIES


class PayPalControl(Control):
    """Routes under /_control/."""

    kinds = {
        "orders": "order",
        "captures": "capture",
        "authorizations": "authorization",
        "refunds": "refund",
        "disputes": "dispute",
        "movements": "movement",
        "events": "event",
    }
    forgeries = FORGERIES
    has_secret = False  # a certificate signs
    kept = ("webhooks", "certificates")

    def __init__(self, account: Account, courier: Courier) -> None:
        self._account = account
        super().__init__(account.bench, courier)

    def page(self) -> str:
        return control_page(self._account)

    def shown(self, document: Document) -> Document:
        return seen(document)

    def commands(self) -> Mapping[str, Command]:
        return {
            "pay": self.pay,
            "captures": self.turn_capture_out,
            "reversals": self.reverse,
            "refund_outcomes": self.set_refund_outcome,
            "refunds": self.turn_refund_out,
            "disputes": self.dispute,
            "tokens": self.change_tokens,
            "reports": self.change_reports,
        }

    def pay(self, given: dict[str, Any]) -> object:
        """Do what a person does: {order, funding, decision: approve (default), cancel or leave}; says where they go."""
        call = Call(self._account)
        with call.book.transaction():
            decision = given.get("decision", "approve")
            if decision == "approve":
                return {"next_url": return_address(approve(call, given["order"], given.get("funding", "good")))}
            order = orders.load(call, given["order"])
            return {"next_url": cancel_address(order) if decision == "cancel" else ""}

    def turn_capture_out(self, given: dict[str, Any]) -> object:
        """Later news of a pending capture: {capture, status: completed or denied}."""
        call = Call(self._account)
        with call.book.transaction():
            return seen(capturing.turn_out(call, given["capture"], completed=given["status"] == "completed"))

    def reverse(self, given: dict[str, Any]) -> object:
        """PayPal takes a payment back by itself: {capture}."""
        call = Call(self._account)
        with call.book.transaction():
            return seen(refunds.reverse(call, given["capture"]))

    def set_refund_outcome(self, given: dict[str, Any]) -> object:
        """How the next refunds turn out: {outcome, seconds, count}; "default" completes them."""
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
        """Later news of a pending refund: {refund, status: completed or failed}.

        With {capture, amount} instead, a refund made at PayPal, past the shop.
        """
        call = Call(self._account)
        with call.book.transaction():
            if given.get("capture"):
                amount = {"amount": given["amount"]} if given.get("amount") else {}
                return refunds.create(call, amount, given["capture"])[1]
            return seen(refunds.turn_out(call, given["refund"], completed=given["status"] == "completed"))

    def dispute(self, given: dict[str, Any]) -> object:
        """Open one on {capture, reason, stage}, make a claim of an inquiry with {dispute, escalate}, or end one with
        {dispute, outcome: won, lost, cancelled or payout}."""
        call = Call(self._account)
        with call.book.transaction():
            if given.get("escalate"):
                return disputes.shown(call, disputes.escalate(call, given["dispute"]))
            if given.get("dispute"):
                return disputes.shown(call, disputes.resolve(call, given["dispute"], given["outcome"]))
            words = {name: given[name] for name in ("reason", "stage") if given.get(name)}
            return disputes.shown(call, disputes.open_dispute(call, given["capture"], **words))

    def change_tokens(self, given: dict[str, Any]) -> object:
        """{revoke: true} ends every token at once; {seconds} is how long new ones are good."""
        call = Call(self._account)
        with call.book.transaction():
            if given.get("seconds"):
                call.book.set_setting("token_seconds", int(given["seconds"]))
            return {"revoked": tokens.revoke_all(call) if given.get("revoke") else 0}

    def change_reports(self, given: dict[str, Any]) -> object:
        """{delay: seconds} lists movements so much later; {plant: ...} makes the report differ from what happened."""
        call = Call(self._account)
        with call.book.transaction():
            if given.get("delay") not in (None, ""):
                call.book.set_setting("report_delay", int(given["delay"]))
            return seen(reporting.plant(call, given)) if given.get("plant") else {"delay": reporting.delay(call)}
