"""Each kind of page, on the shop, on the shop without its page cache, and the bare view."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from .cost import measured
from .market import Market, Server
from .wrk import ask, warm

KINDS = ("home", "list", "category", "search", "product")


@dataclass(frozen=True)
class Row:
    """`ratio` is the bare view's rate by this one's (1 for the bare view); CPU and statements are those of one page."""

    kind: str
    server: str
    per_second: float
    ratio: float
    p50: float
    p95: float
    cpu_ms: float
    statements: float
    bytes: float
    failed: int

    def json(self) -> dict[str, Any]:
        return asdict(self)


def rows(market: Market, paths: dict[str, list[str]], *, seconds: float, connections: int) -> list[Row]:
    """Page by page, and the bare view before and after each server's: a machine's pace drifts, and a page is compared
    with the mean of the two beside it."""
    probe = Probe(market.environ["DATABASE_URL"], seconds, connections)
    found = [probe.row("bare view", market.bare, ["/"])]
    for server in (market.uncached, market.shop):
        pages = [probe.row(kind, server, paths[kind]) for kind in KINDS]
        after = probe.row("bare view", market.bare, ["/"])
        bare = (found[-1].per_second + after.per_second) / 2
        found += [*(replace(page, ratio=bare / max(page.per_second, 0.001)) for page in pages), after]
    return found


def bare_rate(rows: list[Row]) -> float:
    """Requests a second of the bare view, the mean of all its rows."""
    rates = [row.per_second for row in rows if row.server == "bare"]
    return sum(rates) / len(rates)


@dataclass(frozen=True)
class Probe:
    """How each row is taken."""

    database: str
    seconds: float
    connections: int

    def row(self, kind: str, server: Server, paths: list[str]) -> Row:
        warm(server.url, paths)
        with measured(server.child.pid, self.database) as cost:
            load = ask(server.url, paths, seconds=self.seconds, connections=self.connections)
        number = max(load.requests, 1)
        return Row(
            kind, server.name, load.per_second, 1.0, load.p50, load.p95, cost.cpu_ms / number,
            cost.statements / number, load.bytes, load.failed,
        )  # fmt: skip
