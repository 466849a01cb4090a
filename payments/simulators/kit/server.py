"""A running simulator: one server, its bench, its webhook courier and its sweeper."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import ClassVar

from payments.simulators.kit.api import Api
from payments.simulators.kit.bench import Bench, Options
from payments.simulators.kit.control import Control
from payments.simulators.kit.courier import Courier
from payments.simulators.kit.html import KIT_STATIC, static_file
from payments.simulators.kit.http import Reply, Request, Router, SimulatorServer, html_reply, see_other

SWEEP_SECONDS = 0.5


class Simulator:
    """`start` begins to answer, `stop` ends it cleanly. A provider's own class sets `courier`, `api`, `control` and
    `routers` when it is made, and says what time alone brings (`sweep`)."""

    name: ClassVar[str]
    title: ClassVar[str]
    api_prefixes: ClassVar[tuple[str, ...]]
    # Fields of documents that are often asked for.
    indexed: ClassVar[tuple[str, ...]] = ("status",)
    no_page: ClassVar[str]
    courier: Courier
    api: Api
    control: Control
    routers: Sequence[Router]

    def __init__(self, options: Options) -> None:
        self.bench = Bench.open(options, self.indexed)
        self.server = SimulatorServer((options.host, options.port), self.respond)
        self.url = f"http://{options.host}:{self.server.server_address[1]}"
        self.public_url = (options.public_url or self.url).rstrip("/")
        self._stop = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep, name="sweeper", daemon=True)

    def start(self) -> None:
        """Serve until `stop`; returns then."""
        self.courier.start()
        self._sweeper.start()
        self.server.serve_forever(poll_interval=0.1)

    def stop(self) -> None:
        """May be called from another thread only."""
        self._stop.set()
        self.courier.stop()
        self.server.shutdown()

    def sweep(self) -> None:
        """What time alone brings, by the simulator's clock. Called twice a second."""

    def respond(self, request: Request) -> Reply:
        if request.path.startswith(self.api_prefixes):
            return self.api.respond(request)
        if request.path in ("/", "/_control"):
            return see_other("/_control/")
        if request.path.startswith("/_static/"):
            return static_file(KIT_STATIC, request.path.removeprefix("/_static/")) or Reply(404)
        for router in (self.control.router, *self.routers):
            found = router.find(request.method, request.path)
            if found is not None:
                work, parts = found
                return work(request, **parts)
        return html_reply(self.no_page, 404)

    def _sweep(self) -> None:
        while not self._stop.wait(SWEEP_SECONDS):
            self.sweep()
