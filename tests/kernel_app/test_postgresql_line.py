"""Whether a connection still lives is seen without asking, unless it was silent for long; hot statements are kept."""

import time
from collections.abc import Iterator
from datetime import datetime

import psycopg
import pytest
from django.db import close_old_connections, connection

from catalog.models import Category
from commerce.kernel.prepared import prepared_cursor
from tests.kernel_app.pooler import pooler

pytestmark = pytest.mark.django_db(transaction=True)
GONE_WITHIN_SECONDS = 5


@pytest.fixture
def other() -> Iterator[psycopg.Connection]:
    """A second connection, that sees what the server knows of the first."""
    connection.ensure_connection()
    connection.connection.execute("SELECT 1")
    assert connection.is_usable()
    with psycopg.connect(**{**connection.get_connection_params(), "cursor_factory": psycopg.Cursor}) as line:
        line.autocommit = True
        yield line


def pid() -> int:
    return connection.connection.info.backend_pid


def last_asked(other: psycopg.Connection) -> datetime:
    row = other.execute("SELECT query_start FROM pg_stat_activity WHERE pid = %s", [pid()]).fetchone()
    assert row
    return row[0]


def test_a_living_line_is_not_asked(other: psycopg.Connection) -> None:
    before = last_asked(other)
    assert connection.is_usable()
    assert last_asked(other) == before


def test_a_line_that_was_silent_for_long_is_asked(other: psycopg.Connection) -> None:
    before = last_asked(other)
    connection.looked_at = time.monotonic() - 31
    assert connection.is_usable()
    assert last_asked(other) > before


def test_a_line_that_the_server_closed_is_seen_to_be(other: psycopg.Connection) -> None:
    other.execute("SELECT pg_terminate_backend(%s)", [pid()])
    until = time.monotonic() + GONE_WITHIN_SECONDS
    while connection._is_quiet():
        assert time.monotonic() < until
    assert not connection.is_usable()
    connection.close()


def test_the_next_request_gets_a_new_line(other: psycopg.Connection) -> None:
    lost = pid()
    other.execute("SELECT pg_terminate_backend(%s)", [lost])
    time.sleep(0.2)
    close_old_connections()  # as each request begins
    assert not Category.objects.filter(pk=0).exists()
    assert pid() != lost


def kept_statements() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def ask_twice() -> None:
    for number in (1, 2):
        with prepared_cursor() as cursor:
            cursor.execute("SELECT %s::int + 40", [number])
            assert cursor.fetchall() == [(number + 40,)]


def test_the_server_keeps_what_comes_again() -> None:
    connection.close()
    ask_twice()
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::int + 50", [1])
    kept = kept_statements()
    assert [statement for statement in kept if "+ 40" in statement] == ["SELECT $1::int + 40"]
    assert not [statement for statement in kept if "+ 50" in statement]


def test_behind_a_pooler_nothing_is_kept(monkeypatch) -> None:
    place = connection.settings_dict
    with pooler(place["HOST"], place["PORT"]) as port:
        connection.close()
        monkeypatch.setitem(place, "HOST", "127.0.0.1")
        monkeypatch.setitem(place, "PORT", str(port))
        ask_twice()
        assert kept_statements() == []
        connection.close()


def test_times_come_in_the_zone_that_django_reads_them_in(settings) -> None:
    with prepared_cursor() as cursor, connection.cursor() as other:
        cursor.execute("SELECT '2026-11-26 10:00+00'::timestamptz")
        other.execute("SELECT '2026-11-26 10:00+00'::timestamptz")
        assert [*map(str, cursor.fetchone())] == [*map(str, other.fetchone())] == ["2026-11-26 10:00:00+00:00"]
