"""One page over all simulators of a process: what each is, its faults and webhook modes, with forms to set them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from html import escape

from payments.simulators.kit.faults import ACTIONS
from payments.simulators.kit.html import KIT_STATIC, button, frame, static_file
from payments.simulators.kit.http import Reply, Request, Router, SimulatorServer, html_reply, json_reply, see_other
from payments.simulators.kit.panels import faults_panel, webhooks_panel
from payments.simulators.kit.server import Simulator

BANNER = "Payment simulators - test money"
# What may be told to a simulator from here; the rest is on its own page.
COMMANDS = frozenset({"faults", "fault_removals", "webhooks", "reset"})


class Index:
    """A server of its own beside the simulators."""

    def __init__(self, host: str, port: int, simulators: Sequence[Simulator]) -> None:
        self._simulators = {simulator.name: simulator for simulator in simulators}
        self.server = SimulatorServer((host, port), self.respond)
        self.url = f"http://{host}:{self.server.server_address[1]}"
        self._router = Router()
        self._router.add("GET", "/", self.show)
        self._router.add("GET", "/simulators", self.list)
        self._router.add("GET", "/_static/{name}", lambda request, name: static_file(KIT_STATIC, name) or Reply(404))
        self._router.add("POST", "/{name}/{command}", self.tell)

    def start(self) -> None:
        """Serve until `stop`; returns then."""
        self.server.serve_forever(poll_interval=0.1)

    def stop(self) -> None:
        self.server.shutdown()

    def respond(self, request: Request) -> Reply:
        found = self._router.find(request.method, request.path)
        if found is None:
            return Reply(404)
        work, parts = found
        reply: Reply = work(request, **parts)
        return reply

    def show(self, request: Request) -> Reply:
        panels = "".join(panel(simulator) for simulator in self._simulators.values())
        head = "<h1>Payment simulators</h1>"
        sentence = "Each stands in for one provider. Faults and webhooks of all of them are set here."
        body = f'{head}<p class="quiet">{sentence}</p>{panels}'
        return html_reply(frame(title="Payment simulators", banner=BANNER, body=body, kind="control"))

    def list(self, request: Request) -> Reply:
        """The same as JSON, for programs."""
        return json_reply({"actions": ACTIONS, "simulators": [described(one) for one in self._simulators.values()]})

    def tell(self, request: Request, name: str, command: str) -> Reply:
        """Hand a command on; a form comes back here."""
        simulator = self._simulators.get(name)
        found = simulator.control.router.find("POST", f"/_control/{command}") if simulator else None
        if found is None or command not in COMMANDS:
            return Reply(404)
        reply: Reply = found[0](request)
        return see_other("/") if reply.status == 303 else reply


def described(simulator: Simulator) -> dict[str, object]:
    modes = asdict(simulator.bench.planner.modes())
    return {
        "name": simulator.name,
        "title": simulator.title,
        "url": simulator.public_url,
        "forgeries": simulator.control.forgeries,
        "faults": simulator.bench.switchboard.all(),
        "webhooks": modes | {"secret": "set" if modes["secret"] else ""},
    }


def panel(simulator: Simulator) -> str:
    name, bench = simulator.name, simulator.bench
    root, place = f"/{name}", f"{name}-"
    control = f"{simulator.public_url}/_control/"
    modes = webhooks_panel(
        bench.planner.modes(), simulator.control.forgeries,
        secret=simulator.control.has_secret, root=root, place=place,
    )  # fmt: skip
    return f"""<section class="panel" id="{name}" aria-labelledby="{name}-title">
<h2 id="{name}-title">{escape(simulator.title)}</h2>
<p><a href="{escape(control)}">Payments, refunds, disputes and the rest</a></p>
<h3>Faults</h3>
{faults_panel(bench.switchboard.all(), root=root, place=place)}
<h3>Webhooks</h3>
{modes}
{button(f"{root}/reset", "Empty the book and end all faults", {}, "danger")}
</section>"""
