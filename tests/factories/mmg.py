"""An MMG simulator for the tests: a person who pays, and the settings of a shop that is its merchant."""

import json
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests

from commerce.kernel.money import Money
from payments.providers.base import Charge, Fetched
from payments.providers.mmg.adapter import MmgProvider
from tests.factories import simulators

BACK, WRONG = "http://127.0.0.1:9/payments/mmg/back", "http://127.0.0.1:9/payments/mmg/error"
API, API_PATH = "/olive/publisher/v1", "/olive/publisher/v1/e-merchant-initiated-transactions"
PRICE = Money.of(1500, "GYD")
# The merchant's package as the simulator has it when nothing else is said.
PACKAGE = {
    "MMG_MERCHANT_ID": "9991234",
    "MMG_SECRET_KEY": "test-secret-of-the-page",
    "MMG_CLIENT_ID": "test-client",
    "MMG_API_KEY": "test-api-key",
    "MMG_PASSWORD": "test-password",
    "MMG_WSS_KEY": "test-wss-key",
    "MMG_WSS_SECRET": "test-wss-secret",
}


class Simulator(simulators.Simulator):
    def settings(self) -> dict[str, str]:
        """What a shop is told that pays at this simulator."""
        keys = self.keys()
        return {
            **PACKAGE,
            "MMG_PUBLIC_KEY": keys["public_key"],
            "MMG_PRIVATE_KEY": keys["private_key"],
            "MMG_PAGE_URL": f"{self.url}/mmg-pg/web/payments",
            "MMG_API_URL": f"{self.url}{API}",
        }

    def keys(self) -> dict[str, str]:
        return requests.get(f"{self.url}/_control/keys", timeout=10).json()

    def pay(self, url: str, outcome: str = "pay", **values: Any) -> Any:
        """What a person does on the page with this address; what came of it."""
        return self.post("pay", url=url, outcome=outcome, **values)

    def back_with(self, paid: dict[str, Any]) -> bytes:
        """The query with which the browser comes back, as the shop reads it."""
        return urlsplit(paid["redirect"]).query.encode()

    def forged(self, reference: str, number: str = "", code: str = "0") -> bytes:
        """A notification that somebody with the public half made up."""
        token = self.post("replies", reference=reference, number=number, code=code)["token"]
        return json.dumps({"token": token}).encode()

    def asked(self, since: int = 0) -> list[str]:
        """Which calls of the API came after request number `since`, oldest first."""
        rows = [row for row in reversed(self.requests()) if row["seq"] > since]
        return [row["path"].rpartition("/")[2] for row in rows]

    def times_charged(self, reference: str) -> int:
        """How often a wallet paid under this id of ours: the judge's question to the simulator's own book."""
        rows = [row for row in self.book("transactions") if row.get("merchantTransactionId") == reference]
        return len([row for row in rows if row["status"] in ("successful", "reversed")])

    def fault(self, action: str, name: str = "*", **values: Any) -> None:
        """A fault of one call of the API, or of all."""
        super().fault(action, path=f"{API}/*{name}", **values)

    def reset(self) -> None:
        super().reset()
        self.post("reset")
        self.post("addresses", response=BACK, error=WRONG)


def running_simulator(**arguments: str) -> AbstractContextManager[Simulator]:
    return simulators.running(Simulator, "payments.simulators.mmg", **arguments)


def query_of(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def charge(reference: str = "att_a", amount: Money = PRICE) -> Charge:
    return Charge(
        key=reference, reference=reference, amount=amount, description="Order 42", email="shopper@example.com",
        return_url="", cancel_url="", expires_unix=1,
    )  # fmt: skip


def page_of(reference: str = "att_a", amount: Money = PRICE) -> str:
    """The address of MMG's page for this attempt."""
    return MmgProvider().start(charge(reference, amount)).next_url


def open_still(reference: str = "att_a", **values: str) -> Fetched:
    return Fetched("open", Money.zero("GYD"), reference, **values)
