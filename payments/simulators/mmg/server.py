"""Puts the parts of the MMG simulator together."""

from __future__ import annotations

from payments.simulators.kit.bench import Options
from payments.simulators.kit.courier import Courier
from payments.simulators.kit.server import Simulator
from payments.simulators.mmg.api import MmgApi
from payments.simulators.mmg.control import MmgControl
from payments.simulators.mmg.hosted import Hosted
from payments.simulators.mmg.merchant import Call, Merchant, Package
from payments.simulators.mmg.pages import NO_PAGE
from payments.simulators.mmg.paying import is_over
from payments.simulators.mmg.replies import Seal
from payments.simulators.mmg.seals import Pairs
from payments.simulators.mmg.transactions import change, end_reversal


class MmgSimulator(Simulator):
    name, title = "mmg", "MMG simulator"
    api_prefixes = ("/olive/publisher/v1/",)
    indexed = ("status", "merchantTransactionId", "phone", "transaction")
    no_page = NO_PAGE

    def __init__(self, options: Options, package: Package, addresses: dict[str, str]) -> None:
        super().__init__(options)
        bench = self.bench
        if addresses:
            bench.book.set_setting("addresses", bench.book.setting("addresses", {}) | addresses)
        self.pairs = Pairs.of_book(bench.book)
        self._merchant = Merchant(bench, package, self.pairs, self.public_url)
        self.courier = Courier(bench.book, bench.planner, Seal(self._merchant))
        self.api = MmgApi(self._merchant)
        self.control = MmgControl(self._merchant, self.courier)
        self.routers = [Hosted(self._merchant).router]

    def sweep(self) -> None:
        sweep(Call(self._merchant))


def sweep(call: Call) -> None:
    """What time alone brings: pages and requests to pay run out, reversals turn out."""
    now, book = call.now(), call.book
    for page in book.find("page", ("status", "IN", ["open", "code"]), ("expires", "<=", now)):
        with book.transaction():
            is_over(call, book.get("page", page["id"]) or page)
    for asked in book.find("transaction", ("status", "=", "pending"), ("expires", "<=", now)):
        with book.transaction():
            found = book.get("transaction", asked["id"])
            if found and found["status"] == "pending":
                change(call, found, status="failed")
    for due in book.find("reversal", ("status", "=", "pending"), ("_due", "<=", now)):
        with book.transaction():
            reversal = book.get("reversal", due["id"])
            if reversal and reversal["status"] == "pending":
                end_reversal(call, reversal, reversal["_becomes"])
