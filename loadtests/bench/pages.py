"""Each kind of page, on the shop, on the shop without its page cache, and the bare view."""

from dataclasses import asdict, dataclass
from typing import Any

from .cost import measured
from .market import Market, Server
from .wrk import ask, warm

KINDS = ("home", "list", "category", "search", "product")


@dataclass(frozen=True)
class Row:
    """`ratio` is the bare view's rate by this one's; CPU and statements are those of one page."""

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
    """The bare view before and after, since a machine's pace drifts; then page by page."""
    probe = Probe(market.environ["DATABASE_URL"], seconds, connections)
    first = probe.row("bare view", market.bare, ["/"], 0)
    found = [
        probe.row(kind, server, paths[kind], first.per_second)
        for server in (market.uncached, market.shop)
        for kind in KINDS
    ]
    return [first, *found, probe.row("bare view", market.bare, ["/"], first.per_second)]


@dataclass(frozen=True)
class Probe:
    """How each row is taken."""

    database: str
    seconds: float
    connections: int

    def row(self, kind: str, server: Server, paths: list[str], bare: float) -> Row:
        warm(server.url, paths)
        with measured(server.child.pid, self.database) as cost:
            load = ask(server.url, paths, seconds=self.seconds, connections=self.connections)
        number = max(load.requests, 1)
        ratio = bare / load.per_second if bare and load.per_second else 1.0
        return Row(
            kind, server.name, load.per_second, ratio, load.p50, load.p95, cost.cpu_ms / number,
            cost.statements / number, load.bytes, load.failed,
        )  # fmt: skip
