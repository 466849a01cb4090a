"""The control surface under /_control/: JSON for tests and load runs, plain forms for people.

Every POST takes JSON or a form; a form is answered with a redirect back to the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, ClassVar

from payments.simulators.kit.bench import Bench
from payments.simulators.kit.book import Document, public
from payments.simulators.kit.courier import Courier
from payments.simulators.kit.http import Reply, Request, Router, html_reply, json_reply, see_other
from payments.simulators.kit.refusal import Refusal

Command = Callable[[dict[str, Any]], object]


class Control:
    """What every simulator can be told. A provider's own class adds its `commands` and `reads`, and the page."""

    # What `/_control/book` calls the kinds of documents, and their kinds in the book.
    kinds: ClassVar[Mapping[str, str]] = {}
    forgeries: ClassVar[tuple[str, ...]] = ("none",)
    # Whether webhooks are signed with a secret that the control page sets.
    has_secret: ClassVar[bool] = True
    # Settings of the book that outlive a reset.
    kept: ClassVar[tuple[str, ...]] = ("webhooks",)

    def __init__(self, bench: Bench, courier: Courier) -> None:
        self.bench, self._courier = bench, courier
        self.router = Router()
        for method, path, work in (*self._own_reads(), *self.reads()):
            self.router.add(method, f"/_control/{path}", work)
        for path, command in {**self._own_commands(), **self.commands()}.items():
            self.router.add("POST", f"/_control/{path}", self._posted(command))

    def page(self) -> str:
        """The control page as HTML."""
        raise NotImplementedError

    def commands(self) -> Mapping[str, Command]:
        """Further POST routes, by their last part."""
        return {}

    def reads(self) -> Iterable[tuple[str, str, Callable[..., Reply]]]:
        """Further routes as (method, path below /_control/, work)."""
        return ()

    def _own_reads(self) -> Iterable[tuple[str, str, Callable[..., Reply]]]:
        return (
            ("GET", "", self.show_page),
            ("GET", "book", self.show_book),
            ("GET", "requests", self.show_requests),
            ("GET", "deliveries", self.show_deliveries),
            ("GET", "faults", self.show_faults),
            ("DELETE", "faults", self.remove_faults),
            ("DELETE", "faults/{id}", self.remove_faults),
            ("GET", "webhooks", self.show_webhooks),
        )

    def _own_commands(self) -> Mapping[str, Command]:
        return {
            "faults": self.add_fault,
            "fault_removals": self.remove_fault,
            "webhooks": self.set_webhooks,
            "deliver": self.deliver,
            "clock": self.advance_clock,
            "reset": self.reset,
        }

    def _posted(self, work: Command) -> Callable[..., Reply]:
        def answer(request: Request) -> Reply:
            form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
            try:
                given = filled(request.form()) if form else request.json()
                result = work(given)
            except Refusal as error:
                return json_reply(error.document(), error.status)
            except (ValueError, TypeError, KeyError) as error:
                return json_reply({"error": {"type": "control_error", "message": f"{error}"}}, 400)
            return see_other("/_control/") if form else json_reply(result)

        return answer

    def show_page(self, request: Request) -> Reply:
        return html_reply(self.page())

    def show_book(self, request: Request) -> Reply:
        """All objects by kind, oldest first; `?kinds=charges,refunds` for some of them."""
        book = self.bench.book
        kinds = dict(request.query_pairs()).get("kinds", ",".join(self.kinds)).split(",")
        with book.transaction():
            found = {kind: book.find(self.kinds[kind], oldest_first=True) for kind in kinds if kind in self.kinds}
        return json_reply({kind: [self.shown(row) for row in rows] for kind, rows in found.items()})

    def shown(self, document: Document) -> Document:
        """A document as `/_control/book` shows it."""
        return public(document)

    def show_requests(self, request: Request) -> Reply:
        """The request log, newest first; `?limit=`, `?id=`."""
        query = dict(request.query_pairs())
        sql = "SELECT * FROM requests WHERE (? IS NULL OR id = ?) ORDER BY seq DESC LIMIT ?"
        limit = int(query.get("limit", "1000000"))
        return json_reply({"requests": self.bench.book.rows(sql, (query.get("id"), query.get("id"), limit))})

    def show_deliveries(self, request: Request) -> Reply:
        """One row per try of a webhook, newest first; `?event=`, `?limit=`."""
        query = dict(request.query_pairs())
        sql = "SELECT * FROM deliveries WHERE (? IS NULL OR event = ?) ORDER BY id DESC LIMIT ?"
        limit = int(query.get("limit", "1000000"))
        rows = self.bench.book.rows(sql, (query.get("event"), query.get("event"), limit))
        return json_reply({"deliveries": rows})

    def show_faults(self, request: Request) -> Reply:
        return json_reply({"faults": self.bench.switchboard.all()})

    def add_fault(self, given: dict[str, Any]) -> object:
        numbers: dict[str, Callable[[Any], object]] = {
            "status": int, "seconds": float, "retry_after": int, "count": int,
        }  # fmt: skip
        typed = {
            name: numbers[name](value) if name in numbers and value is not None else value
            for name, value in given.items()
        }
        return self.bench.switchboard.add(typed)

    def remove_faults(self, request: Request, id: str | None = None) -> Reply:
        self.bench.switchboard.remove(id)
        return self.show_faults(request)

    def remove_fault(self, given: dict[str, Any]) -> object:
        self.bench.switchboard.remove(given.get("id"))
        return {"faults": self.bench.switchboard.all()}

    def show_webhooks(self, request: Request) -> Reply:
        return json_reply(self._modes())

    def _modes(self) -> dict[str, object]:
        modes = asdict(self.bench.planner.modes())
        return modes | {"secret": "set" if modes["secret"] else "", "seed": self.bench.seed}

    def set_webhooks(self, given: dict[str, Any]) -> object:
        """Change some modes; `reset=true` puts the others back to a network without faults."""
        changes = dict(given)
        forget = truth(changes.pop("reset", ""))
        if changes.get("forge", "none") not in self.forgeries:
            raise ValueError(f"forge is one of {', '.join(self.forgeries)}")
        self.bench.planner.set_modes(changes, reset_faults=forget)
        return self._modes()

    def deliver(self, given: dict[str, Any]) -> object:
        """Send `event` or `events` (in this order) now: `copies`, `forge`, `at_once`. Nothing is retried."""
        events = given.get("events") or [given["event"]]
        forge, copies = given.get("forge", "none"), int(given.get("copies", 1))
        if forge not in self.forgeries or not 1 <= copies <= 100:
            raise ValueError(f"1 to 100 copies; forge is one of {', '.join(self.forgeries)}")
        for id in events:
            if self.bench.book.get("event", id) is None:
                raise self.no_such_event(id)
        sent = self._courier.deliver(events, copies=copies, forge=forge, at_once=truth(given.get("at_once")))
        return {"deliveries": sent}

    def no_such_event(self, id: str) -> Exception:
        return ValueError(f"no such event: {id}")

    def advance_clock(self, given: dict[str, Any]) -> object:
        """Move the simulator's calendar {advance: seconds}. Signatures keep real time."""
        clock = self.bench.clock
        clock.advance(float(given["advance"]))
        return {"now": clock.now(), "offset": clock.offset}

    def reset(self, given: dict[str, Any]) -> object:
        """Empty the book and end all faults; the webhook URL and secret stay."""
        self.bench.switchboard.remove()
        with self.bench.book.transaction():
            self.bench.book.clear(keep_settings=self.kept)
            self.bench.planner.set_modes({}, reset_faults=True)
        return {"reset": True}


def filled(form: dict[str, str]) -> dict[str, Any]:
    """Form fields that hold something."""
    return {name: value for name, value in form.items() if value != ""}


def truth(value: object) -> bool:
    return value is True or str(value).lower() in ("true", "on", "1")
