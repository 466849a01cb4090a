"""A statement, a wait and a forgotten transaction end in time, in every kind of process."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from commerce.backoffice.checks import database
from commerce.backoffice.checks.finding import Level
from commerce.kernel import database_limits
from commerce.urls import handler404  # noqa: F401 - this module is a table of addresses, too
from tests.kernel_app.pooler import pooler

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.django_db(transaction=True)


def sleep(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
    return HttpResponse()


urlpatterns = [path("api/sleep", sleep)]


@contextmanager
def process(kind: str) -> Iterator[Any]:
    """This process as one of that kind, with a connection that opens anew."""
    connection.close()
    before, database_limits.kind = database_limits.kind, kind
    try:
        yield connection
    finally:
        database_limits.kind = before
        connection.close()


def limits() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"current_setting('{name}')" for name in database_limits.NAMES))
        return cursor.fetchone()


def seconds(sql: str) -> float:
    began = time.monotonic()
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute(sql)
    return time.monotonic() - began


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("web", ("5s", "2s", "15s")),
        ("worker", ("1min", "10s", "1min")),
        ("migration", ("0", "3s", "0")),
        ("command", ("0", "0", "0")),
    ],
)
def test_each_kind_of_process_has_its_limits(kind, told):
    with process(kind):
        assert limits() == told


def test_a_statement_that_runs_wild_ends(settings):
    settings.DATABASE_STATEMENT_TIMEOUT_MS = 200
    with process("web"):
        assert seconds("SELECT pg_sleep(5)") < 2


def test_a_page_that_runs_wild_says_try_again(settings):
    settings.DATABASE_STATEMENT_TIMEOUT_MS, settings.ROOT_URLCONF = 200, __name__
    with process("web"):
        answer = Client().get("/api/sleep")
    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (503, "database_busy", "5")


def test_a_wait_for_a_lock_ends(monkeypatch):
    monkeypatch.setattr(database_limits, "WEB_LOCK", 200)
    with process("web"), somebody_locks("catalog_product"):
        assert seconds("SELECT count(*) FROM catalog_product") < 2


def test_a_forgotten_transaction_ends(monkeypatch):
    monkeypatch.setattr(database_limits, "WEB_IDLE", 200)
    with process("web"), pytest.raises(DatabaseError, match="idle-in-transaction timeout"):
        forget_for(seconds=0.6)


@transaction.atomic
def forget_for(*, seconds: float) -> None:
    limits()
    time.sleep(seconds)
    limits()


@contextmanager
def somebody_locks(table: str) -> Iterator[None]:
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute(f"LOCK {table} IN ACCESS EXCLUSIVE MODE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


def run(*argv: str) -> "subprocess.CompletedProcess[str]":
    """A process of the shop at the database of this test."""
    facts = connection.settings_dict
    url = f"postgresql://{facts['USER']}@/{facts['NAME']}?host={facts['HOST']}&port={facts['PORT'] or 5432}"
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *argv], cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=60
    )


SHOW = (
    "from django.db import connection as c; k = c.cursor(); k.execute('SHOW statement_timeout'); print(k.fetchone()[0])"
)
WORKER = "from celery.signals import celeryd_init; celeryd_init.send(sender='w', instance=None, conf=None, options={});"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (f"import commerce.wsgi; {SHOW}", "5s"),
        (f"import django; django.setup(); {WORKER} {SHOW}", "1min"),
        (f"import django; django.setup(); {SHOW}", "0"),
    ],
)
def test_the_doors_say_what_they_are(script, told):
    done = run("-c", f"import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'commerce.settings'; {script}")
    assert done.stdout.split() == [told], done.stderr


def test_a_migration_does_not_queue_up_before_the_pages():
    with somebody_locks("django_migrations"):
        done = run("manage.py", "migrate", "--no-input")
    assert done.returncode != 0
    assert "lock timeout" in done.stderr


@contextmanager
def behind_a_pooler(monkeypatch) -> Iterator[None]:
    facts = connection.settings_dict
    with pooler(facts["HOST"], facts["PORT"]) as port:
        monkeypatch.setitem(facts, "HOST", "127.0.0.1")
        monkeypatch.setitem(facts, "PORT", str(port))
        monkeypatch.setitem(facts, "OPTIONS", {**facts["OPTIONS"], "sslmode": "disable", "gssencmode": "disable"})
        yield
        connection.close()


def test_behind_a_pooler_the_role_decides(monkeypatch):
    """What one client sets there would hold for the next one."""
    with behind_a_pooler(monkeypatch), process("web"):
        assert limits() == ("0", "0", "0")


def test_the_doctor_tries_a_connection():
    (found,) = database.time_limits()
    assert (found.level, found.todo) == (Level.PASS, "")
    assert found.text.startswith("statement_timeout 5000 ms, lock_timeout 2000 ms,")


def test_the_doctor_sees_a_pooler_without_limits(monkeypatch):
    with behind_a_pooler(monkeypatch):
        (found,) = database.time_limits()
    assert found.level == Level.WARN
    assert "a pooler stands between" in found.text
    assert "ALTER ROLE … SET lock_timeout" in found.todo


def test_limits_cost_no_thread_its_connection():
    """Many threads, each with a connection of its own."""
    told: list[tuple[str, ...]] = []

    def look() -> None:
        told.append(limits())
        connection.close()

    with process("web"):
        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert told == [("5s", "2s", "15s")] * 4
