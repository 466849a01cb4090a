"""PostgreSQL and Valkey of one's own: promises to the tests that stand on them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis

from deploy.embedded import postgres
from deploy.embedded.layout import Layout
from deploy.embedded.services import running
from tests.deploy.standin import ROOT, eventually

OWNER = """
import sys, time
from deploy.embedded.services import running
with running(sys.argv[1]) as services:
    print(services.postgres.pid, services.broker.pid, services.cache.pid, flush=True)
    time.sleep(60)
"""


def test_the_role_owns_its_database_and_may_create_others(tmp_path: Path) -> None:
    with (
        running(tmp_path) as services,
        psycopg.connect(services["DATABASE_URL"], autocommit=True) as connection,
    ):
        connection.execute("CREATE DATABASE another")
        connection.execute("CREATE EXTENSION pg_trgm")
        facts = "SELECT usesuper, current_setting('server_encoding') FROM pg_user WHERE usename = current_user"
        assert connection.execute(facts).fetchone() == (False, "UTF8")


def policy(url: str) -> tuple[str, str, str]:
    """Eviction, append-only file, limit in bytes."""
    known: Any = redis.Redis.from_url(url, decode_responses=True).config_get("*")
    return known["maxmemory-policy"], known["appendonly"], known["maxmemory"]


def test_broker_and_cache_have_the_policy_of_their_trade(tmp_path: Path) -> None:
    with running(tmp_path) as services:
        assert policy(services["REDIS_URL"]) == ("noeviction", "yes", "0")
        assert policy(services["CACHE_URL"]) == ("allkeys-lru", "no", str(128 * 1024**2))


def test_what_was_committed_survives_a_killed_server(tmp_path: Path) -> None:
    with running(tmp_path, durable=True) as services:
        with psycopg.connect(services["DATABASE_URL"]) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
        services.postgres.restart()
        with psycopg.connect(services["DATABASE_URL"]) as connection:
            assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_a_killed_broker_comes_back_with_its_messages(tmp_path: Path) -> None:
    with running(tmp_path) as services:
        client = redis.Redis.from_url(services["REDIS_URL"])
        client.rpush("order", "knock")
        # appendfsync everysec loses nothing when the process dies and the machine lives.
        services.broker.restart()
        assert client.lrange("order", 0, -1) == [b"knock"]


def test_a_killed_owner_leaves_no_server(tmp_path: Path) -> None:
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert owner.stdout
    servers = [Path("/proc") / pid for pid in owner.stdout.readline().split()]
    assert [server.exists() for server in servers] == [True] * 3
    owner.kill()
    owner.communicate()
    assert eventually(lambda: not any(is_alive(server) for server in servers), seconds=2)
    Layout(run_dir=tmp_path).remove_sockets()


def is_alive(folder: Path) -> bool:
    """Running, not only waiting to be collected."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(("gigabytes", "megabytes"), [(1, 128), (8, 512), (64, 1024)])
def test_the_database_takes_a_part_of_the_memory(
    monkeypatch: pytest.MonkeyPatch, gigabytes: int, megabytes: int
) -> None:
    sizes = {"SC_PAGE_SIZE": 4_096, "SC_PHYS_PAGES": gigabytes * 262_144}
    monkeypatch.setattr(os, "sysconf", sizes.__getitem__)
    assert postgres.buffers() == megabytes
