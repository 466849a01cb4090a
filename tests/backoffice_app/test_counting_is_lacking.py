"""A database that does not count its statements: the shop says so and how it is switched on, and nothing breaks."""

import json
from contextlib import contextmanager
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from commerce.backoffice.queries.counting import NOT_LOADED, NOT_MADE, SWITCHED_OFF, TOO_OLD, counting
from commerce.backoffice.queries.slow_statements import slow_statements
from deploy.embedded.postgres import SETTINGS
from deploy.embedded.services import running
from tests.backoffice_app import statements

# Outside of transactions, whose locks would stand in the administrator's way.
pytestmark = pytest.mark.django_db(transaction=True)


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("slow_statements", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def administrator(transactional_db):
    """Whatever was done to the extension is undone."""
    with statements.administrator() as administrator:
        yield administrator
        administrator.execute("DROP EXTENSION IF EXISTS pg_stat_statements")
        administrator.execute('DROP SCHEMA IF EXISTS "Of others"')
        administrator.execute("CREATE EXTENSION pg_stat_statements")
        administrator.execute("GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO stabroek")


def test_without_the_extension(administrator: psycopg.Connection) -> None:
    administrator.execute("DROP EXTENSION pg_stat_statements")
    assert slow_statements() is NOT_MADE
    assert "CREATE EXTENSION pg_stat_statements" in told()
    assert json.loads(told("--json"))["todo"] == "CREATE EXTENSION pg_stat_statements"


def test_the_page_says_so(administrator: psycopg.Connection, staff: Client) -> None:
    administrator.execute("DROP EXTENSION pg_stat_statements")
    page = staff.get("/staff/operations/")
    assert page.status_code == 200
    assert "CREATE EXTENSION pg_stat_statements" in page.content.decode()
    answer = staff.post("/staff/operations/counting/", follow=True)
    assert [str(message) for message in answer.context["messages"]] == [str(NOT_MADE.text)]


def test_an_extension_in_another_schema_is_found(administrator: psycopg.Connection) -> None:
    administrator.execute('CREATE SCHEMA "Of others"')
    administrator.execute('GRANT USAGE ON SCHEMA "Of others" TO stabroek')
    administrator.execute('ALTER EXTENSION pg_stat_statements SET SCHEMA "Of others"')
    statements.begin()
    statements.run("SELECT 1")
    assert statements.found().statements == 1


def test_an_extension_of_an_older_server(administrator: psycopg.Connection) -> None:
    administrator.execute("DROP EXTENSION pg_stat_statements")
    administrator.execute("CREATE EXTENSION pg_stat_statements VERSION '1.8'")
    assert counting() is TOO_OLD


def test_counting_that_is_switched_off(administrator: psycopg.Connection) -> None:
    here = f"ALTER DATABASE {administrator.info.dbname}"
    administrator.execute(f"{here} SET pg_stat_statements.track = 'none'")
    connection.close()
    try:
        assert counting() is SWITCHED_OFF
    finally:
        administrator.execute(f"{here} RESET pg_stat_statements.track")
        connection.close()


@pytest.fixture
def not_loaded(transactional_db, tmp_path, monkeypatch):
    """A server that was started without the library; the extension is there."""
    monkeypatch.setitem(SETTINGS, "shared_preload_libraries", "")
    with running(tmp_path) as services, connected_to(services["DATABASE_URL"]):
        yield


@contextmanager
def connected_to(url: str):
    options = connections["default"].settings_dict
    before = {name: options[name] for name in ("HOST", "NAME")}
    connection.close()
    told = psycopg.conninfo.conninfo_to_dict(url)
    options |= {"HOST": told["host"], "NAME": told["dbname"]}
    try:
        yield
    finally:
        connection.close()
        options |= before


def test_a_server_that_has_not_loaded_the_library(not_loaded) -> None:
    assert slow_statements() is NOT_LOADED
    assert "shared_preload_libraries" in told()


def test_nor_is_a_line_in_the_settings_enough(not_loaded) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET pg_stat_statements.track = 'top'")
    assert slow_statements() is NOT_LOADED
