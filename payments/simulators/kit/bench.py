"""What every simulator stands on: its book, clock, webhook plan and faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from payments.simulators.kit.book import Book
from payments.simulators.kit.clock import Clock
from payments.simulators.kit.faults import Switchboard
from payments.simulators.kit.webhooks import Planner


@dataclass(frozen=True)
class Options:
    """What the command line of every simulator sets. An empty `public_url` means the address it listens on."""

    host: str
    port: int
    book: str
    webhook_url: str | None
    webhook_secret: str | None
    public_url: str
    seed: int


@dataclass(frozen=True)
class Bench:
    book: Book
    clock: Clock
    planner: Planner
    switchboard: Switchboard
    seed: int

    @classmethod
    def open(cls, options: Options, indexed: Iterable[str]) -> Bench:
        """The bench over the book of these options; what they say of webhooks goes into the book."""
        book = Book(options.book, indexed)
        planner = Planner(book, options.seed)
        given = {"url": options.webhook_url, "secret": options.webhook_secret}
        planner.set_modes({name: value for name, value in given.items() if value is not None})
        return cls(book, Clock(book), planner, Switchboard(book), options.seed)
