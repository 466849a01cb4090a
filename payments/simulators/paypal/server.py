"""Puts the parts of the PayPal simulator together, and what time brings to it."""

from __future__ import annotations

from pathlib import Path

from payments.simulators.kit.bench import Options
from payments.simulators.kit.courier import Courier
from payments.simulators.kit.http import Reply, Request
from payments.simulators.kit.server import Simulator
from payments.simulators.paypal import certificates, refunds
from payments.simulators.paypal.account import Account, Call, Terms
from payments.simulators.paypal.api import PayPalApi
from payments.simulators.paypal.control import PayPalControl
from payments.simulators.paypal.hosted import NO_PAGE, Certificates, Hosted
from payments.simulators.paypal.webhooks import CERTS, Seal


class PayPalSimulator(Simulator):
    name, title = "paypal", "PayPal simulator"
    api_prefixes = ("/v1/", "/v2/")
    indexed = ("status", "_order", "_capture", "invoice_id", "transaction", "_due")
    no_page = NO_PAGE

    def __init__(self, options: Options, terms: Terms, *, api_url: str = "", root_file: str = "") -> None:
        """`api_url` is how shops reach the API, if not as it listens; into `root_file` goes the certificate that signs
        the certificates of webhooks."""
        super().__init__(options)
        url = (api_url or self.url).rstrip("/")
        account = Account(self.bench, terms, url, self.public_url)
        self._account = account
        self.courier = Courier(account.book, self.bench.planner, Seal(account))
        self.api = PayPalApi(account)
        self.control = PayPalControl(account, self.courier)
        self.routers = [Hosted(account).router]
        self._certificates = Certificates(account).router
        if root_file:
            Path(root_file).write_text(certificates.kept(account.book)["root"])

    def respond(self, request: Request) -> Reply:
        if request.path.startswith(CERTS):
            found = self._certificates.find(request.method, request.path)
            return found[0](request, **found[1]) if found else Reply(404)
        return super().respond(request)

    def sweep(self) -> None:
        sweep(Call(self._account))


def sweep(call: Call) -> None:
    """What time alone brings: pending refunds turn out."""
    for due in call.book.find("refund", ("_due", "<=", call.now())):
        with call.book.transaction():
            refund = call.book.get("refund", due["id"])
            if refund and refund.get("_due"):
                refunds.turn_out(call, refund["id"], completed=refund["_becomes"] == "COMPLETED")
