"""What browsers reach: the page on which a payer approves an order."""

from __future__ import annotations

from payments.simulators.kit.book import Document
from payments.simulators.kit.http import Reply, Request, Router, html_reply, see_other
from payments.simulators.paypal import orders, webhooks
from payments.simulators.paypal.account import Account, Call
from payments.simulators.paypal.approving import approve, cancel_address, return_address
from payments.simulators.paypal.errors import PayPalError
from payments.simulators.paypal.pages import approval_page, over_page

NO_PAGE = over_page("Something went wrong", "The page you were looking for could not be found.")


class Hosted:
    """Routes of the approval page, and of the certificates that anybody may read."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.router = Router()
        self.router.add("GET", "/checkoutnow", self.show)
        self.router.add("POST", "/checkoutnow", self.decide)

    def show(self, request: Request) -> Reply:
        order = self._order(request)
        if order is None:
            return html_reply(over_page("This page has expired", "Nothing was paid. Start again from the shop."), 410)
        if order["status"] == "COMPLETED":
            return html_reply(over_page("You are all done here", "This payment is complete.", shop(order)))
        return html_reply(approval_page(order))

    def decide(self, request: Request) -> Reply:
        form, call = request.form(), Call(self._account)
        with call.book.transaction():
            order = self._order(request)
            if order is None:
                return self.show(request)
            if form.get("decision") == "cancel":
                back = cancel_address(order)
                return see_other(back) if back else html_reply(over_page("Cancelled", "Nothing was paid."))
            if order["status"] != "COMPLETED":  # the form was sent twice, and the shop was quick
                approve(call, order["id"], form.get("funding", "good"))
            return see_other(return_address(order))

    def _order(self, request: Request) -> Document | None:
        try:
            return orders.load(Call(self._account), dict(request.query_pairs()).get("token", ""))
        except PayPalError:
            return None


def shop(order: Document) -> tuple[str, str]:
    return return_address(order), "Go on to the shop"


class Certificates:
    """Routes of the certificates, below the API and open to anybody."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.router = Router()
        self.router.add("GET", webhooks.CERTS + "{name}", self.show)

    def show(self, request: Request, name: str) -> Reply:
        return webhooks.certificate(self._account, request, name)
