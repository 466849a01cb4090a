"""Which statements keep PostgreSQL busy: told truly, without the maintenance, and never with a value."""

import json
import threading
import time
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from commerce.backoffice.queries.slow_statements import slow_statements
from tests.backoffice_app import statements

pytestmark = pytest.mark.django_db
SLEEP = "SELECT pg_sleep(0.06)"


@pytest.fixture(autouse=True)
def counted(db) -> None:
    statements.begin()


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("slow_statements", *arguments, stdout=out)
    return out.getvalue()


def test_figures_of_a_statement() -> None:
    statements.run("SELECT generate_series(1, 3)", times=4)
    (row,) = statements.found(by_total=1).by_total
    assert (row.text, row.calls, row.rows, row.share) == ("SELECT generate_series($1, $2)", 4, 12, 1.0)
    assert row.mean_ms == pytest.approx(row.total_ms / 4, abs=0.001)


def test_order_by_total_and_by_mean() -> None:
    statements.run("SELECT pg_sleep(0.02), 1", times=5)
    statements.run(SLEEP)
    seen = statements.found(by_total=1, by_mean=1)
    assert [row.calls for row in (*seen.by_total, *seen.by_mean)] == [5, 1]


def test_only_so_many_are_told_and_all_are_counted() -> None:
    for number in range(12):
        statements.run("SELECT " + ", ".join("1" * (number + 1)))
    seen = statements.found()
    assert (len(seen.by_total), len(seen.by_mean), seen.statements) == (10, 5, 12)


def test_over_fifty_milliseconds_is_slow(settings) -> None:
    statements.run(SLEEP)
    statements.run("SELECT 1")
    seen = statements.found()
    assert (seen.slow, [row.is_slow for row in seen.by_total]) == (1, [True, False])
    settings.SLOW_STATEMENT_MS = 5000
    assert statements.found().slow == 0


def test_one_statement_more_costs_no_look_more() -> None:
    statements.run("SELECT 1")
    with CaptureQueriesContext(
        connection,
    ) as one:
        slow_statements()
    for number in range(3):
        statements.run("SELECT " + ", ".join("1" * (number + 2)))
    with CaptureQueriesContext(connection) as three:
        slow_statements()
    # Four, and the savepoint around the second.
    assert (len(one), len(three)) == (6, 6)


def test_maintenance_is_left_out() -> None:
    for statement in (
        "EXPLAIN SELECT 1",
        "ANALYZE django_session",
        "SELECT relname FROM pg_class",
        "SELECT 1 FROM pg_catalog.pg_namespace",
        'SELECT 1 FROM "pg_catalog"."pg_type"',
        "SELECT 1 FROM information_schema.tables",
        "SELECT app FROM django_migrations",
        "CREATE TEMP TABLE passing (number int)",
        "ALTER TABLE passing ADD word text",
    ):
        statements.run(statement)
    assert statements.found().statements == 0


@pytest.mark.parametrize(
    "statement",
    [
        "WITH few AS (SELECT 1) SELECT * FROM few",
        "(SELECT 1) UNION (SELECT 2)",
        "/* from a page */ SELECT 1",
        "-- a line\nSELECT 1",
        "DELETE FROM django_session WHERE false",
        "INSERT INTO django_session SELECT '1', '', now() WHERE false",
        "select pg_backend_pid()",
    ],
)
def test_what_reads_and_writes_rows_is_told(statement: str) -> None:
    statements.run(statement)
    assert statements.found().statements == 1


def test_another_database_is_not_told() -> None:
    params = connection.get_connection_params()
    with psycopg.connect(host=params["host"], dbname="postgres", user=params["user"]) as other:
        other.execute("SELECT 1 AS elsewhere")
    assert "elsewhere" not in statements.texts()


@pytest.mark.parametrize(
    "statement",
    [
        "SET application_name = 'hunter2'",
        "ALTER ROLE CURRENT_USER PASSWORD 'hunter2'",
        "CREATE TEMP TABLE secret (word text DEFAULT 'hunter2')",
        "DO $$ BEGIN PERFORM 'hunter2'; END $$",
        "COMMENT ON TABLE django_session IS 'hunter2'",
        "CREATE TEMP TABLE secret AS SELECT 'hunter2' AS word",
        "SELECT 'hunter2' /* hunter2 */",
        "SELECT set_config('stabroek.word', 'hunter2', true)",
        "INSERT INTO django_session SELECT 'hunter2', E'it\\'s hunter2', now() WHERE false",
    ],
)
def test_no_value_is_ever_told(statement: str) -> None:
    statements.run(statement)
    assert "hunter2" not in statements.texts() + told("--json") + told()


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_was_under_way_at_the_reset_tells_no_value() -> None:
    """PostgreSQL itself keeps such a text as it came."""
    running_statement = threading.Thread(target=in_a_connection_of_its_own, args=("SELECT pg_sleep(0.5), 'hunter2'",))
    running_statement.start()
    with connection.cursor() as cursor:
        while not is_asleep(cursor):
            time.sleep(0.01)
        statements.begin()
        running_statement.join()
        cursor.execute("SELECT count(*) FROM pg_stat_statements WHERE query ~ 'pg_sleep.*hunter2'")
        assert cursor.fetchone() == (1,)
    assert "SELECT pg_sleep(?), ?" in statements.texts()
    assert "hunter2" not in statements.texts()


def is_asleep(cursor) -> bool:
    cursor.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"
    )
    return cursor.fetchone() == (1,)


def in_a_connection_of_its_own(statement: str) -> None:
    statements.run(statement)
    connections.close_all()


def test_other_roles_may_keep_theirs_to_themselves() -> None:
    statements.run("SELECT 1")
    with statements.administrator() as administrator:
        administrator.execute("SELECT pg_sleep(0.05)")
    seen = statements.found()
    assert (seen.statements, seen.is_much_hidden) == (1, True)
    assert "not look at" in told()


def test_table_for_people() -> None:
    statements.run(SLEEP)
    statements.run("SELECT 1", times=2)
    lines = told("--top", "1").splitlines()
    assert lines[0].startswith("Counted since 20")
    assert lines[3].split()[0] == "1"
    assert lines[3].endswith("SLOW  SELECT pg_sleep($1)")
    assert lines[-1] == "1 of 2 statements take over 50 ms on average."


def test_document_for_programs() -> None:
    statements.run(SLEEP)
    statements.run("SELECT pg_sleep(0.03), 1", times=3)
    body = json.loads(told("--by", "mean", "--json"))
    assert (body["slow"], body["statements"], body["limit_ms"]) == (1, 2, 50)
    assert [(row["calls"], row["is_slow"]) for row in body["rows"]] == [(1, True), (3, False)]
