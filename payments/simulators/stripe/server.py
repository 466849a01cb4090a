"""Puts the parts together: one server, its book, its webhook courier and its sweeper."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from payments.simulators.kit.book import Book
from payments.simulators.kit.clock import Clock
from payments.simulators.kit.courier import Courier
from payments.simulators.kit.faults import Switchboard
from payments.simulators.kit.html import KIT_STATIC, static_file
from payments.simulators.kit.http import Reply, Request, SimulatorServer, html_reply, see_other
from payments.simulators.kit.webhooks import Planner
from payments.simulators.stripe import refunds
from payments.simulators.stripe.account import Account, Call, Keys
from payments.simulators.stripe.api import Api
from payments.simulators.stripe.checkout import load_session
from payments.simulators.stripe.control import Control
from payments.simulators.stripe.elements import Elements
from payments.simulators.stripe.events import Seal
from payments.simulators.stripe.hosted import NO_PAGE, Hosted

SWEEP_SECONDS = 0.5


@dataclass(frozen=True)
class Options:
    """What the command line sets. An empty `public_url` means the address the server listens on."""

    host: str
    port: int
    book: str
    keys: Keys
    webhook_url: str | None
    webhook_secret: str | None
    public_url: str
    seed: int


class Simulator:
    """The running simulator. `start` begins to answer, `stop` ends it cleanly."""

    def __init__(self, options: Options) -> None:
        self._book = Book(options.book)
        planner = Planner(self._book, options.seed)
        given = {"url": options.webhook_url, "secret": options.webhook_secret}
        planner.set_modes({name: value for name, value in given.items() if value is not None})
        self.server = SimulatorServer((options.host, options.port), self.respond)
        self.url = f"http://{options.host}:{self.server.server_address[1]}"
        public_url = (options.public_url or self.url).rstrip("/")
        self._account = Account(self._book, Clock(self._book), planner, options.keys, public_url)
        switchboard = Switchboard(self._book)
        self._courier = Courier(self._book, planner, Seal(self._book))
        self._api = Api(self._account, switchboard)
        pages = (Control(self._account, switchboard, self._courier, options.seed), Hosted(self._account))
        self._routers = [*(page.router for page in pages), Elements(self._account).router]
        self._stop = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep, name="sweeper", daemon=True)

    def start(self) -> None:
        """Serve until `stop`; returns then."""
        self._courier.start()
        self._sweeper.start()
        self.server.serve_forever(poll_interval=0.1)

    def stop(self) -> None:
        """May be called from another thread only."""
        self._stop.set()
        self._courier.stop()
        self.server.shutdown()

    def respond(self, request: Request) -> Reply:
        if request.path.startswith("/v1/"):
            return self._api.respond(request)
        if request.path in ("/", "/_control"):
            return see_other("/_control/")
        if request.path.startswith("/_static/"):
            return static_file(KIT_STATIC, request.path.removeprefix("/_static/")) or Reply(404)
        for router in self._routers:
            found = router.find(request.method, request.path)
            if found is not None:
                work, parts = found
                return work(request, **parts)
        return html_reply(NO_PAGE, 404)

    def _sweep(self) -> None:
        while not self._stop.wait(SWEEP_SECONDS):
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
