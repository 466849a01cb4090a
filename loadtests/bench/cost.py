"""What a server and the database did meanwhile."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

TICKS = os.sysconf("SC_CLK_TCK")
# What a connection says to itself is no statement of a page.
COUNTED = """SELECT coalesce(sum(calls), 0) FROM pg_stat_statements
 WHERE query !~* '^(begin|commit|rollback|set|show|savepoint|release|select .*pg_stat_statements)'"""


@dataclass
class Cost:
    """Of everything within `measured`: CPU milliseconds of the server's processes, statements of the database."""

    cpu_ms: float = 0
    statements: int = 0


@contextmanager
def measured(pid: int, database_url: str) -> Iterator[Cost]:
    cost = Cost()
    with psycopg.connect(database_url, autocommit=True) as connection:
        cpu, before = _cpu(pid), _statements(connection)
        yield cost
        cost.cpu_ms, cost.statements = _cpu(pid) - cpu, _statements(connection) - before


def _statements(connection: psycopg.Connection) -> int:
    row = connection.execute(COUNTED).fetchone()
    return int(row[0]) if row else 0


def _cpu(pid: int) -> float:
    """Milliseconds of user and system time of a process and its children that live."""
    return sum(_own_cpu(each) for each in [pid, *_below(pid)]) * 1000 / TICKS


def _below(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *_below(child)]
    return found


def _own_cpu(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
