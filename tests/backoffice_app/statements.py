"""The counting of PostgreSQL's statements, as tests want it."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

from commerce.backoffice.domain.statement_reports import reset
from commerce.backoffice.queries.counting import Counting, counting
from commerce.backoffice.queries.slow_statements import SlowStatements, slow_statements


def begin() -> Counting:
    """Nothing is counted any more in this database."""
    stand = counting()
    assert isinstance(stand, Counting)
    reset(stand)
    return stand


def run(statement: str, *, times: int = 1) -> None:
    with connection.cursor() as cursor:
        for _time in range(times):
            cursor.execute(statement)


def found(**tops: int) -> SlowStatements:
    seen = slow_statements(**tops)
    assert isinstance(seen, SlowStatements)
    return seen


def texts() -> str:
    """Everything that is told of any statement."""
    return str(found(by_total=1000, by_mean=1000).as_json())


@contextmanager
def administrator() -> Iterator[psycopg.Connection]:
    """The database's administrator, in this database."""
    params = connection.get_connection_params()
    with psycopg.connect(host=params["host"], dbname=params["dbname"], user="postgres", autocommit=True) as connected:
        yield connected
