"""Puts the parts of the Stripe simulator together, and what time brings to it."""

from __future__ import annotations

from payments.simulators.kit.bench import Options
from payments.simulators.kit.courier import Courier
from payments.simulators.kit.server import Simulator
from payments.simulators.stripe import refunds
from payments.simulators.stripe.account import Account, Call, Keys
from payments.simulators.stripe.api import StripeApi
from payments.simulators.stripe.checkout import load_session
from payments.simulators.stripe.control import StripeControl
from payments.simulators.stripe.elements import Elements
from payments.simulators.stripe.events import Seal
from payments.simulators.stripe.hosted import NO_PAGE, Hosted


class StripeSimulator(Simulator):
    name, title = "stripe", "Stripe simulator"
    api_prefixes = ("/v1/",)
    indexed = ("status", "payment_intent", "charge")
    no_page = NO_PAGE

    def __init__(self, options: Options, keys: Keys) -> None:
        super().__init__(options)
        bench = self.bench
        self._account = Account(bench.book, bench.clock, bench.planner, keys, self.public_url)
        self.courier = Courier(bench.book, bench.planner, Seal(bench.book))
        self.api = StripeApi(self._account, bench)
        self.control = StripeControl(self._account, bench, self.courier)
        self.routers = [Hosted(self._account).router, Elements(self._account).router]

    def sweep(self) -> None:
        sweep(Call(self._account))


def sweep(call: Call) -> None:
    """What time alone brings: sessions expire, pending refunds turn out."""
    now = call.now()
    for session in call.book.find("checkout_session", ("status", "=", "open"), ("expires_at", "<=", now)):
        with call.book.transaction():
            load_session(call, session["id"])
    for due in call.book.find("refund", ("_due", "<=", now)):
        with call.book.transaction():
            refund = call.book.get("refund", due["id"])
            if refund and refund.get("_due"):
                refunds.turn_out(call, refund["id"], succeeded=refund["_becomes"] == "succeeded")
