"""What can be told to the MMG simulator alone: paying, approving, reversals, logins, lies in its own ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from payments.simulators.kit.book import Document, public
from payments.simulators.kit.control import Command, Control
from payments.simulators.kit.courier import Courier
from payments.simulators.kit.http import Reply, Request, json_reply
from payments.simulators.mmg import paying, transactions
from payments.simulators.mmg.control_pages import control_page
from payments.simulators.mmg.merchant import Call, Merchant
from payments.simulators.mmg.orders import Unusable
from payments.simulators.mmg.replies import FORGERIES, reply_of, sealed, way_back
from payments.simulators.mmg.wallets import CODE, WRONG_CODES

OUTCOMES = ("pay", "wrong_code", "cancel", "time_out", "walk_away")
CHANGES = {"cents": int, "currency": str, "account": str, "status": str}


class MmgControl(Control):
    """Routes under /_control/."""

    kinds = {
        "transactions": "transaction", "reversals": "reversal", "pages": "page", "logins": "login", "events": "event",
    }  # fmt: skip
    forgeries = FORGERIES
    kept = ("webhooks", "keys", "addresses")

    def __init__(self, merchant: Merchant, courier: Courier) -> None:
        self._merchant, self._call = merchant, Call(merchant)
        super().__init__(merchant.bench, courier)

    def page(self) -> str:
        return control_page(self._call, self.bench.switchboard.all())

    def reads(self) -> Iterable[tuple[str, str, Callable[..., Reply]]]:
        return [("GET", "keys", self.show_keys), ("GET", "keys/{name}", self.show_key)]

    def commands(self) -> Mapping[str, Command]:
        return {
            "pay": self.pay,
            "approvals": self.approve,
            "reversals": self.turn_reversal_out,
            "reversal_outcomes": self.set_reversal_outcome,
            "transactions": self.change_transaction,
            "logins": self.end_logins,
            "replies": self.forge_reply,
            "habits": self.set_habits,
            "addresses": self.set_addresses,
        }

    def show_keys(self, request: Request) -> Reply:
        """The PEM texts that the shop is handed."""
        return json_reply(self._merchant.pairs.handed_out())

    def show_key(self, request: Request, name: str) -> Reply:
        pem = self._merchant.pairs.handed_out().get(name.removesuffix(".pem"), "")
        return Reply(200 if pem else 404, pem.encode(), {"Content-Type": "application/x-pem-file"})

    def pay(self, given: dict[str, Any]) -> object:
        """Do what a person does on the page {url, phone, code, outcome}: pay (default), wrong_code until the page is
        closed, cancel, time_out, walk_away. `cents`, `currency`, `account`: what MMG books otherwise than asked."""
        call, outcome = self._call, given.get("outcome", "pay")
        if outcome not in OUTCOMES:
            raise ValueError(f"outcome is one of {', '.join(OUTCOMES)}")
        with call.book.transaction():
            try:
                page = paying.open_page(call, dict(parse_qsl(urlsplit(given["url"]).query)))
                page = paying.enter_phone(call, page, given.get("phone", "6001000"))
                self._go_on(page, outcome, given)
            except Unusable as error:
                back = way_back(call, reply_of(call, error.reference, "", error.code))
                return {"page": "", "code": error.code, "redirect": back, "error": "", "transaction": None}
            except paying.Mistake as mistake:
                return {"page": "", "code": "", "redirect": "", "error": str(mistake), "transaction": None}
            page = call.book.get("page", page["id"]) or page
            found = call.book.get("transaction", page["transaction"])
        return {
            "page": page["id"], "code": page["code"], "redirect": page.get("redirect", ""), "error": "",
            "transaction": public(found) if found else None,
        }  # fmt: skip

    def _go_on(self, page: Document, outcome: str, given: dict[str, Any]) -> None:
        call = self._call
        if outcome == "pay":
            changes = {name: kind(given[name]) for name, kind in CHANGES.items() if name in given}
            paying.enter_code(call, page, given.get("code", CODE), **changes)
        elif outcome == "wrong_code":
            call.book.put("page", page | {"wrong_codes": WRONG_CODES - 1})
            paying.enter_code(call, page, "0000")
        elif outcome == "cancel":
            paying.cancel(call, page)
        elif outcome == "time_out":
            paying.is_over(call, page | {"expires": call.now()})

    def approve(self, given: dict[str, Any]) -> object:
        """What the customer does in the app with a request to pay: {transaction, decision: approve or decline}."""
        call = self._call
        with call.book.transaction():
            found = self._transaction(given)
            if given.get("decision", "approve") == "approve":
                transactions.settle(call, found)
            elif found["status"] == "pending":
                transactions.change(call, found, status="failed")
            return public(found)

    def turn_reversal_out(self, given: dict[str, Any]) -> object:
        """End a pending reversal: {transaction, outcome: done or failed}."""
        call, outcome = self._call, given["outcome"]
        with call.book.transaction():
            found = transactions.reversal_of(call, given["transaction"])
            if found is None or found["status"] != "pending" or outcome not in ("done", "failed"):
                raise ValueError("no reversal of this transaction is pending")
            return public(transactions.end_reversal(call, found, outcome))

    def set_reversal_outcome(self, given: dict[str, Any]) -> object:
        """How further reversals turn out: {outcome: pending, done or failed, seconds}."""
        if given["outcome"] not in transactions.REVERSAL_OUTCOMES:
            raise ValueError(f"outcome is one of {', '.join(transactions.REVERSAL_OUTCOMES)}")
        asked = {"outcome": given["outcome"], "seconds": float(given.get("seconds", 0))}
        self.bench.book.set_setting("reversal_outcome", asked)
        return asked

    def change_transaction(self, given: dict[str, Any]) -> object:
        """Make the ledger say something else of {transaction}: cents, currency, account, status. Without one, a
        payment that came about past the shop: {phone, cents, account}."""
        call = self._call
        changes = {name: kind(given[name]) for name, kind in CHANGES.items() if name in given}
        with call.book.transaction():
            if given.get("transaction"):
                return public(transactions.change(call, self._transaction(given), **changes))
            facts = {"phone": given.get("phone", "6001000"), "cents": 100_000, "status": "successful", **changes}
            return public(transactions.begin(call, type="elsewhere", **facts))

    def end_logins(self, given: dict[str, Any]) -> object:
        """No token that was given out is taken any more."""
        for login in self.bench.book.find("login"):
            self.bench.book.put("login", login | {"expires": 0})
        return {"ended": True}

    def forge_reply(self, given: dict[str, Any]) -> object:
        """A sealed reply of one's own {reference, number, code}, as whoever has the public half can make it."""
        reply = reply_of(self._call, str(given["reference"]), str(given.get("number", "")), str(given.get("code", 0)))
        return {"token": sealed(self._call, reply), "redirect": way_back(self._call, reply)}

    def set_habits(self, given: dict[str, Any]) -> object:
        habits = self._call.habits.changed(given)
        self.bench.book.set_setting("habits", asdict(habits))
        return asdict(habits)

    def set_addresses(self, given: dict[str, Any]) -> object:
        """Where the browser goes: {response, error}."""
        known = self.bench.book.setting("addresses", {}) | {
            n: str(given[n]) for n in ("response", "error") if n in given
        }
        self.bench.book.set_setting("addresses", known)
        return known

    def _transaction(self, given: dict[str, Any]) -> Document:
        found = self.bench.book.get("transaction", str(given["transaction"]))
        if found is None:
            raise ValueError("no such transaction")
        return found
