"""Every check fails when its thing is really broken, and says what to do."""

import json
from io import StringIO
from pathlib import Path

import pytest
import redis
from django.conf import settings as live_settings
from django.core.management import call_command
from django.db import connection

from commerce.backoffice.checks import (
    Finding,
    Level,
    books,
    database,
    examine,
    files,
    mail,
    mmg_keys,
    safety,
    servers,
    stripe_keys,
    workers,
)
from commerce.backoffice.checks.run import guarded
from commerce.jobs.domain import enqueue
from commerce.jobs.domain import pump as job_pump
from commerce.jobs.models import Job
from commerce.kernel.clock import database_now
from payments.providers.stripe import client
from tests.factories import shop

pytestmark = pytest.mark.django_db
NOWHERE = "unix:///nowhere/broker.sock?db=0"


def levels(check) -> dict[str, str]:
    return {finding.name: finding.level.name for finding in guarded(check)}


def run(*arguments: str) -> tuple[int, str]:
    told = StringIO()
    try:
        call_command("doctor", *arguments, stdout=told)
    except SystemExit as ending:
        return int(ending.code or 0), told.getvalue()
    return 0, told.getvalue()


def test_command_tells_everything_and_its_code_is_the_worst() -> None:
    """No worker runs in the tests: that alone makes the shop not ready."""
    code, told = run("--json")
    body = json.loads(told)
    assert (code, body["level"]) == (2, "fail")
    assert {row["level"] for row in body["findings"] if row["name"] in ("PostgreSQL", "Extensions", "Migrations")} == {
        "pass"
    }
    assert all(row["todo"] for row in body["findings"] if row["level"] != "pass")


def test_lines_for_people() -> None:
    code, told = run()
    assert code == 2
    assert "FAIL  Workers            nobody works on: order, payment, email, inventory" in told
    assert told.rstrip().endswith("Not ready.")


@pytest.mark.parametrize(
    ("name", "value", "check", "found"),
    [
        ("SECRET_KEY", "short", safety.secret_key, "FAIL"),
        ("ALLOWED_HOSTS", ["*"], safety.hosts, "FAIL"),
        ("SITE_URL", "http://market.example.com", safety.address, "FAIL"),
        ("SITE_URL", "https://market.example.com", safety.address, "PASS"),
        ("MEDIA_ROOT", "/proc/nothing", files.media, "FAIL"),
        ("STATIC_ROOT", "/nowhere", files.static, "FAIL"),
        ("REDIS_URL", NOWHERE, servers.broker, "FAIL"),
        ("REDIS_URL", NOWHERE, workers.queues, "FAIL"),
        ("EMAIL_PORT", 1, mail.server, "FAIL"),
        ("STRIPE_WEBHOOK_SECRET", "", stripe_keys.keys, "FAIL"),
        ("STRIPE_PUBLISHABLE_KEY", "pk_live_other", stripe_keys.keys, "FAIL"),
        ("STRIPE_API_BASE", "http://127.0.0.1:1", stripe_keys.answer, "FAIL"),
    ],
)
def test_setting_that_is_wrong(settings, name: str, value: object, check, found: str) -> None:
    client.sdk.cache_clear()
    setattr(settings, name, value)
    assert set(levels(check).values()) == {found}
    client.sdk.cache_clear()


def test_debug_pages_before_strangers(settings) -> None:
    settings.DEBUG = True
    assert levels(safety.debugging) == {"Debug pages": "WARN"}
    settings.SITE_URL = "https://market.example.com"
    assert levels(safety.debugging) == {"Debug pages": "FAIL"}


@pytest.fixture
def policy():
    """Sets maxmemory-policy of a real server, and sets it back."""
    changed = []

    def put(url: str, value: str) -> None:
        server = redis.Redis.from_url(url)
        changed.append((server, server.config_get("maxmemory-policy")["maxmemory-policy"]))
        server.config_set("maxmemory-policy", value)

    yield put
    for server, before in reversed(changed):
        server.config_set("maxmemory-policy", before)


def test_broker_that_evicts(policy) -> None:
    assert levels(servers.broker)["Broker"] == "PASS"
    policy(live_settings.REDIS_URL, "allkeys-lru")
    assert levels(servers.broker)["Broker"] == "FAIL"


def test_cache_that_never_evicts(policy) -> None:
    policy(live_settings.CACHES["default"]["LOCATION"], "noeviction")
    assert levels(servers.cache)["Cache"] == "FAIL"


def test_one_instance_for_both(settings) -> None:
    assert levels(servers.two_of_them) == {"Broker and cache": "PASS"}
    settings.REDIS_URL = settings.CACHES["default"]["LOCATION"]
    assert levels(servers.two_of_them) == {"Broker and cache": "FAIL"}


def test_pump_leaves_a_sign_of_life() -> None:
    assert levels(workers.pump) == {"Job pump": "FAIL"}
    job_pump.keep_schedule()
    assert levels(workers.pump) == {"Job pump": "PASS"}


@pytest.mark.parametrize(("seconds", "level"), [(5, "PASS"), (120, "WARN"), (900, "FAIL")])
def test_backlog(seconds: int, level: str) -> None:
    enqueue("orders.send_confirmation", order="ord_x")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE jobs_job SET run_at = clock_timestamp() - make_interval(secs => %s)", [seconds])
    assert levels(workers.oldest_job) == {"Backlog": level}


def test_dead_letters_are_told() -> None:
    enqueue("orders.send_confirmation", order="ord_x")
    Job.objects.update(state="dead")
    assert levels(workers.dead_letters) == {"Dead letters": "WARN"}


def test_time_limits_of_a_page(settings) -> None:
    assert levels(database.time_limits) == {"Time limits": "PASS"}
    settings.DATABASE_STATEMENT_TIMEOUT_MS = 0
    assert levels(database.time_limits) == {"Time limits": "WARN"}


def test_a_forgotten_migration() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'backoffice'")
    assert levels(database.migrations) == {"Migrations": "FAIL"}


def test_books_that_differ() -> None:
    shop.make_variant()
    assert levels(books.balanced) == {"Books": "PASS"}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalog_stocklevel SET on_hand = on_hand + 1")
    assert levels(books.balanced) == {"Books": "FAIL"}


def test_a_check_that_breaks_down_has_failed_and_hides_passwords() -> None:
    def broken_check():
        raise RuntimeError("postgresql://shop:hunter2@db/shop is away")
        yield

    found: list[Finding] = list(guarded(broken_check))
    assert [(one.name, one.level) for one in found] == [("Broken check", Level.FAIL)]
    assert "hunter2" not in found[0].text


def test_media_folder_is_left_as_it_was(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    assert levels(files.media) == {"Pictures": "PASS"}
    assert list((tmp_path / "media").iterdir()) == []


def test_stripe_that_answers(simulator) -> None:
    assert set(levels(stripe_keys.answer).values()) == {"PASS"}


def test_mmg_that_answers(mmg) -> None:
    assert {**levels(mmg_keys.keys), **levels(mmg_keys.answer)} == {"MMG keys": "PASS", "MMG": "PASS"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MMG_SECRET_KEY", ""),
        ("MMG_PRIVATE_KEY", "/no/such/file"),
        ("MMG_WINDOW", "18:00-8:00"),
        ("MMG_HOLIDAYS", ["tomorrow"]),
        ("MMG_LIMITS", (500, 100)),
    ],
)
def test_a_setting_of_mmg_that_is_wrong(mmg, settings, name: str, value: object) -> None:
    setattr(settings, name, value)
    assert levels(mmg_keys.keys) == {"MMG keys": "FAIL"}


@pytest.mark.parametrize(("name", "value"), [("MMG_PASSWORD", "wrong"), ("MMG_API_URL", "http://127.0.0.1:1")])
def test_an_api_of_mmg_that_does_not_take_us(mmg, settings, name: str, value: str) -> None:
    setattr(settings, name, value)
    assert levels(mmg_keys.answer) == {"MMG": "FAIL"}


def test_holidays_of_mmg_run_out(mmg, monkeypatch) -> None:
    this_year = database_now().year
    monkeypatch.setattr("payments.domain.health.TABLE_ENDS", this_year + 1)
    assert levels(mmg_keys.holidays) == {"MMG holidays": "PASS"}
    monkeypatch.setattr("payments.domain.health.TABLE_ENDS", this_year)
    assert levels(mmg_keys.holidays) == {"MMG holidays": "WARN"}


def test_every_check_speaks() -> None:
    assert len(list(examine())) >= 25
