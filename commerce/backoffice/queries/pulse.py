"""Whether the things we stand on answer, and how quickly. Each look has a limit of its own and never raises."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import redis
from django.conf import settings
from django.db import connection, transaction

LIMIT_SECONDS = 1.0
STATEMENT_LIMIT = "2s"
BEAT = """
INSERT INTO backoffice_heartbeat (name, at) VALUES ('ready', clock_timestamp())
ON CONFLICT (name) DO UPDATE SET at = excluded.at RETURNING at
"""
OLDEST_RUNNABLE = """
SELECT extract(epoch FROM clock_timestamp() - min(run_at))::float FROM jobs_job
 WHERE state = 'ready' AND run_at <= clock_timestamp() AND (lease_until IS NULL OR lease_until < clock_timestamp())
"""


@dataclass(frozen=True)
class Look:
    """How one thing is: `error` is the class of the fault only, since messages name hosts and users."""

    name: str
    is_well: bool
    milliseconds: float
    error: str = ""


def look(name: str, ask: Callable[[], Any]) -> Look:
    started = time.perf_counter()
    try:
        ask()
    except Exception as error:  # noqa: BLE001 - whatever a client library raises, the thing is away
        return Look(name, is_well=False, milliseconds=since(started), error=type(error).__name__)
    return Look(name, is_well=True, milliseconds=since(started))


def since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)


def database() -> Look:
    return look("database", write_and_read)


def write_and_read() -> None:
    """One row written and read back: a standby, a full disk and a locked-up server all fail here."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{STATEMENT_LIMIT}'")
        cursor.execute(BEAT)
        cursor.fetchone()


def cache() -> Look:
    return look("cache", lambda: ping(settings.CACHES["default"]["LOCATION"]))


def broker() -> Look:
    return look("broker", lambda: ping(settings.REDIS_URL))


def ping(url: Any) -> None:
    with closing(client(url)) as connected:
        connected.ping()


def client(url: Any) -> redis.Redis:
    """A connection of its own, without retries: the page tells how things are at this moment."""
    return redis.Redis.from_url(str(url), socket_timeout=LIMIT_SECONDS, socket_connect_timeout=LIMIT_SECONDS)


def oldest_runnable_seconds() -> float | None:
    """How long the oldest job that could run has been waiting; None when none waits or nobody can tell."""
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_RUNNABLE)
        age = cursor.fetchone()[0]
    return None if age is None else round(age, 1)
