"""Which statements of the shop keep PostgreSQL busy: how often, how long, how many rows.

Only what reads and writes rows is told. Everything else (SET, CREATE ROLE, COPY, EXPLAIN, VACUUM, what migrations do to
tables) is left out before it leaves the database: it is maintenance, and its text may hold a password. So are looks
at PostgreSQL's own tables. A migration that changes rows looks like the shop's work and cannot be told apart.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

from .counting import Counting, Lacking, counting
from .statement_text import abridged, masked

TOP_BY_TOTAL, TOP_BY_MEAN = 10, 5
HEADLINE_CHARS = 220
MUCH_HIDDEN = 0.05
ROWS_ONLY = r"^(\s|\(|/\*.*?\*/|--[^\n]*\n)*(select|insert|update|delete|merge|with|values|table)\M"
CATALOGUES = r"\m(from|join)\s+(only\s+)?\"?(pg_\w+|information_schema)\M"
MAINTENANCE = rf"{CATALOGUES}|django_migrations|pg_stat_statements|backoffice_statementreport"
# Statements that are nested in others are part of those. Several roles may run the same statement.
RANKED = """
WITH here AS (
  SELECT * FROM {space}.pg_stat_statements
   WHERE toplevel AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
), told AS (
  SELECT queryid, min(query) AS query, sum(calls)::bigint AS calls, sum(total_exec_time) AS total,
         sum(total_exec_time) / sum(calls) AS mean, sum(rows)::bigint AS rows
    FROM here WHERE query ~* %(rows_only)s AND query !~* %(maintenance)s GROUP BY queryid
), ranked AS (
  SELECT *, coalesce(total / nullif(sum(total) OVER (), 0), 0) AS share,
         row_number() OVER (ORDER BY total DESC, queryid) AS by_total,
         row_number() OVER (ORDER BY mean DESC, queryid) AS by_mean
    FROM told
), sums AS (
  SELECT count(*) AS statements, count(*) FILTER (WHERE mean > %(limit)s) AS slow, coalesce(sum(total), 0) AS total,
         coalesce((SELECT sum(total_exec_time) FROM here WHERE query = '<insufficient privilege>'), 0) AS hidden
    FROM told
)
SELECT sums.statements, sums.slow, sums.total, sums.hidden,
       ranked.query, ranked.calls, ranked.total, ranked.mean, ranked.rows, ranked.share, by_total, by_mean
  FROM sums LEFT JOIN ranked ON by_total <= %(top_total)s OR by_mean <= %(top_mean)s
"""


@dataclass(frozen=True)
class Statement:
    """Times in milliseconds; `share` is the part of the time of all statements that are told, 0 to 1."""

    text: str
    calls: int
    total_ms: float
    mean_ms: float
    rows: int
    share: float

    @property
    def is_slow(self) -> bool:
        return self.mean_ms > settings.SLOW_STATEMENT_MS

    @property
    def headline(self) -> str:
        return self.short(HEADLINE_CHARS)

    def short(self, chars: int) -> str:
        """What tells it from others, in at most so many characters."""
        return abridged(self.text, chars)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def percent(self) -> float:
        return self.share * 100

    @property
    def total_seconds(self) -> float:
        return self.total_ms / 1000


@dataclass(frozen=True)
class SlowStatements:
    """`slow` of `statements` take longer than settings.SLOW_STATEMENT_MS on average; `hidden_share` is the part of the
    time that belongs to roles whose statements ours may not read."""

    counting: Counting
    by_total: list[Statement]
    by_mean: list[Statement]
    statements: int
    slow: int
    hidden_share: float

    @property
    def began_at(self) -> datetime:
        return self.counting.began_at

    @property
    def is_much_hidden(self) -> bool:
        return self.hidden_share >= MUCH_HIDDEN

    @property
    def hidden_percent(self) -> float:
        return self.hidden_share * 100

    def as_json(self) -> dict[str, Any]:
        """For keeping and for programs; read back by `statements_of`."""
        return {
            "statements": self.statements,
            "slow": self.slow,
            "by_total": [each.as_json() for each in self.by_total],
            "by_mean": [each.as_json() for each in self.by_mean],
        }


def slow_statements(*, by_total: int = TOP_BY_TOTAL, by_mean: int = TOP_BY_MEAN) -> SlowStatements | Lacking:
    """The statements that took most time in all and most time each; Lacking where nothing counts them.

    Four statements.
    """
    stand = counting()
    return stand if isinstance(stand, Lacking) else ranked(stand, by_total, by_mean)


def ranked(stand: Counting, by_total: int, by_mean: int) -> SlowStatements:
    values: dict[str, str | int] = {
        "rows_only": ROWS_ONLY,
        "maintenance": MAINTENANCE,
        "limit": settings.SLOW_STATEMENT_MS,
        "top_total": by_total,
        "top_mean": by_mean,
    }
    with connection.cursor() as cursor:
        cursor.execute(RANKED.format(space=stand.space), values)
        found = cursor.fetchall()
    statements, slow, total, hidden = found[0][:4]
    rows = [(row[10], row[11], statement(row[4:10])) for row in found if row[4] is not None]
    return SlowStatements(
        counting=stand,
        by_total=first(by_total, ((place, each) for place, _mean, each in rows)),
        by_mean=first(by_mean, ((place, each) for _total, place, each in rows)),
        statements=statements,
        slow=slow,
        hidden_share=hidden / (hidden + total) if hidden else 0.0,
    )


def statement(row: tuple[Any, ...]) -> Statement:
    query, calls, total, mean, rows, share = row
    return Statement(masked(query), calls, round(total, 3), round(mean, 3), rows, round(share, 4))


def first(top: int, placed: Iterable[tuple[int, Statement]]) -> list[Statement]:
    """The statements up to place `top`, best first."""
    return [each for place, each in sorted(placed, key=lambda pair: pair[0]) if place <= top]


def statements_of(kept: list[dict[str, Any]]) -> list[Statement]:
    """Statements as `as_json` wrote them."""
    return [Statement(**row) for row in kept]
