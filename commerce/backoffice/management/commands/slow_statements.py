"""The statements that keep PostgreSQL busy, at the shell. Exit code 0, whatever it finds."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from commerce.backoffice.queries.counting import Lacking
from commerce.backoffice.queries.slow_statements import SlowStatements, Statement, slow_statements

TEXT_CHARS = 110
HEAD = f"{'calls':>9} {'mean ms':>10} {'total s':>10} {'rows':>10} {'share':>6}        statement"


class Command(BaseCommand):
    help = "Tells which statements took most of PostgreSQL's time, and which are slow on average."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--top", type=int, default=10, help="how many (10)")
        parser.add_argument("--by", choices=["total", "mean"], default="total", help="most time in all, or each time")
        parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        top = max(options["top"], 0)
        found = slow_statements(by_total=top, by_mean=top)
        if isinstance(found, Lacking):
            return self.tell_lacking(found, as_json=options["json"])
        rows = found.by_mean if options["by"] == "mean" else found.by_total
        return self.as_json(found, rows) if options["json"] else self.as_table(found, rows)

    def tell_lacking(self, found: Lacking, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"problem": str(found.text), "todo": found.todo}, ensure_ascii=False))
        else:
            self.stdout.write(f"{found.text}\n→ {found.todo}\ndocs/operations.md says who does what.")

    def as_table(self, found: SlowStatements, rows: list[Statement]) -> None:
        self.stdout.write(f"Counted since {found.began_at:%Y-%m-%d %H:%M} UTC\n\n{HEAD}")
        for row in rows:
            self.stdout.write(line(row))
        if found.is_much_hidden:
            self.stdout.write(f"\n{found.hidden_share:.0%} of the time belongs to roles that ours may not look at.")
        limit = settings.SLOW_STATEMENT_MS
        self.stdout.write(f"\n{found.slow} of {found.statements} statements take over {limit} ms on average.")

    def as_json(self, found: SlowStatements, rows: list[Statement]) -> None:
        body = {
            "began_at": found.began_at.isoformat(),
            "limit_ms": settings.SLOW_STATEMENT_MS,
            "slow": found.slow,
            "statements": found.statements,
            "hidden_share": round(found.hidden_share, 4),
            "rows": [told(row) for row in rows],
        }
        self.stdout.write(json.dumps(body, indent=2, ensure_ascii=False))


def line(row: Statement) -> str:
    mark = "SLOW" if row.is_slow else "    "
    numbers = f"{row.calls:>9} {row.mean_ms:>10.2f} {row.total_seconds:>10.2f} {row.rows:>10} {row.percent:>5.1f}%"
    return f"{numbers}  {mark}  {row.short(TEXT_CHARS)}"


def told(row: Statement) -> dict[str, Any]:
    return row.as_json() | {"is_slow": row.is_slow}
