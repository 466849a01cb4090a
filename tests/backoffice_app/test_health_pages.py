"""Alive whatever happens; ready with the database; degraded without cache or broker; never anything secret."""

import json

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection, connections
from django.test import Client

from commerce.backoffice.models import Heartbeat
from commerce.jobs.domain import enqueue
from commerce.jobs.models import Job

NOWHERE = "unix:///nowhere/secret-name.sock?db=0"


def ready() -> tuple[int, dict]:
    answer = Client(SERVER_NAME="localhost").get("/health/ready")
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.status_code, answer.json()


@pytest.fixture
def cache_away(settings):
    """A cache whose address leads nowhere, as after a crash."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": NOWHERE}}
    yield
    caches.close_all()


@pytest.mark.django_db
def test_ready_tells_each_dependency_with_its_time() -> None:
    status, body = ready()
    assert (status, body["status"]) == (200, "ready")
    assert {name: told["status"] for name, told in body["dependencies"].items()} == {
        "database": "well", "cache": "well", "broker": "well",
    }  # fmt: skip
    assert all(told["ms"] >= 0 for told in body["dependencies"].values())
    assert body["oldest_runnable_job_seconds"] is None


@pytest.mark.django_db
def test_ready_really_writes() -> None:
    ready()
    first = Heartbeat.objects.get(name="ready").at
    ready()
    assert Heartbeat.objects.get(name="ready").at > first


@pytest.mark.django_db
def test_age_of_the_oldest_runnable_job() -> None:
    enqueue("orders.send_confirmation", order="ord_x")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE jobs_job SET run_at = clock_timestamp() - interval '90 seconds'")
    assert 90 <= ready()[1]["oldest_runnable_job_seconds"] < 100
    Job.objects.update(state="done")
    assert ready()[1]["oldest_runnable_job_seconds"] is None


@pytest.mark.django_db
def test_without_the_cache_it_is_degraded_and_open(cache_away) -> None:
    status, body = ready()
    assert (status, body["status"], body["dependencies"]["cache"]["status"]) == (200, "degraded", "away")


@pytest.mark.django_db
def test_without_the_broker_it_is_degraded_and_open(settings) -> None:
    settings.REDIS_URL = NOWHERE
    status, body = ready()
    assert (status, body["status"], body["dependencies"]["broker"]["status"]) == (200, "degraded", "away")


@pytest.mark.django_db
def test_faults_name_no_hosts(cache_away) -> None:
    assert "secret-name" not in json.dumps(ready()[1])


@pytest.fixture
def database_away(transactional_db):
    """New connections go to a folder without a server."""
    options = connections["default"].settings_dict
    host = options["HOST"]
    connection.close()
    options["HOST"] = "/nowhere"
    yield
    options["HOST"] = host
    connection.close()


def test_without_the_database_it_is_not_ready_but_alive(database_away) -> None:
    with pytest.raises(OperationalError):
        connection.ensure_connection()
    status, body = ready()
    assert (status, body["status"], body["dependencies"]["database"]["status"]) == (503, "unavailable", "away")
    assert Client(SERVER_NAME="localhost").get("/health/live").json() == {"status": "alive"}


def test_a_read_only_database_is_not_ready(transactional_db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    try:
        assert ready()[0] == 503
    finally:
        connection.close()


@pytest.mark.django_db
def test_nothing_is_changed_by_posting() -> None:
    client = Client(SERVER_NAME="localhost")
    assert [client.post(f"/health/{page}").status_code for page in ("live", "ready")] == [405, 405]
