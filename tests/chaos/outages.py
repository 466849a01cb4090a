"""C1, C3, C4: servers killed under guests who order. Each function breaks one thing and gives the faults found."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from redis import Redis

from deploy.embedded import supervisor
from deploy.embedded.postgres import Postgres
from tests.chaos.http_load import Load, ordering
from tests.chaos.market import Market

BACK_SECONDS = 60.0
# A child that ends more often than this is not started again: the supervisor takes it for hopeless.
PACE = 1.1 * supervisor.WITHIN / supervisor.MOST_RESTARTS
SHOPPERS = 4
Break = Callable[[Market, random.Random], None]


def kill_postmaster(market: Market, _dice: random.Random) -> None:
    market.send("postgres")


def stop_at_once(market: Market, _dice: random.Random) -> None:
    """pg_ctl stop -m immediate."""
    market.send("postgres", signal.SIGQUIT)


def kill_backend(market: Market, dice: random.Random) -> None:
    """One server process of a client; PostgreSQL then ends all of them and recovers."""
    with superuser(market) as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchall()
    os.kill(dice.choice(found)[0], signal.SIGKILL)


def kill_web(market: Market, _dice: random.Random) -> None:
    market.send("web")


def kill_web_worker(market: Market, dice: random.Random) -> None:
    words = ["ps", "-o", "pid=", "--ppid", str(market.pid("web"))]
    found = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    os.kill(int(dice.choice(found)), signal.SIGKILL)


def kill_broker(market: Market, _dice: random.Random) -> None:
    market.send("broker")


def kill_cache(market: Market, _dice: random.Random) -> None:
    market.send("cache")


def kill_both(market: Market, dice: random.Random) -> None:
    kill_broker(market, dice)
    kill_cache(market, dice)


def empty_both(market: Market, _dice: random.Random) -> None:
    """FLUSHALL while knocks are on their way: the workers stand still until one for a payment waits."""
    broker = Redis.from_url(market.environment["REDIS_URL"])
    with market.frozen(*WORKERS):
        end = time.monotonic() + 10
        while time.monotonic() < end and not broker.llen("payment"):
            time.sleep(0.02)
        broker.flushall()
        Redis.from_url(market.environment["CACHE_URL"]).flushall()


QUEUES = ("order", "payment", "email", "inventory")
WORKERS = tuple(f"worker-{queue}" for queue in QUEUES)
DATABASE: dict[str, Break] = {"postmaster": kill_postmaster, "immediate": stop_at_once, "backend": kill_backend}
LAZY = (
    "synchronous_commit = off", "wal_writer_delay = '10s'", "wal_writer_flush_after = '1GB'",
    "bgwriter_lru_maxpages = 0",
)  # fmt: skip
WEB: dict[str, Break] = {"parent": kill_web, "worker": kill_web_worker}
HINTS: dict[str, Break] = {"broker": kill_broker, "cache": kill_cache, "both": kill_both, "flushall": empty_both}


def breaking(market: Market, breaks: list[Break], *, seed: int, quiet: float = 45, pace: float = 0) -> list[str]:
    """Each of `breaks` at a random moment under load; served again within a minute; then the books are judged.

    `pace` seconds at least lie between two of them: `PACE` when there are more than the supervisor lets pass.
    """
    dice, found = random.Random(seed), []
    with ordering(market, market.stock, shoppers=SHOPPERS, seed=seed) as load:
        for act in breaks:
            time.sleep(dice.uniform(0.2, 1.5))
            begun = time.monotonic()
            act(market, dice)
            back = load.await_service(time.monotonic())
            if back > BACK_SECONDS:
                found.append(f"{act.__name__}: not served again after {back:.0f} s")
            market.waits.append(back)
            time.sleep(max(0.0, begun + pace - time.monotonic()))
    return found + judged(market, load, quiet=quiet)


def without_hints(market: Market, *, seconds: float, seed: int) -> list[str]:
    """C4: broker and cache are away for `seconds` at least; all the way to an order every page answers."""
    with ordering(market, market.stock, shoppers=SHOPPERS, seed=seed) as load, market.away("broker", "cache"):
        gone = time.monotonic()
        time.sleep(seconds)
        served = load.await_service(gone)
        found = sorted({f"without Redis: {said}" for moment, said in load.refused if moment > gone})
    if served > BACK_SECONDS:
        found.append("nobody was served without Redis")
    return found + judged(market, load)


def judged(market: Market, load: Load, *, quiet: float = 45) -> list[str]:
    """The verdict of the clerk on what the guests were told; the workers have `quiet` seconds to clear what is left."""
    verdict = market.clerk("judge", str(quiet), given=load.acknowledged(), seconds=2 * quiet + 60)
    market.orders += len(load.told)
    market.drains.append(verdict["drained"])
    if not load.told:
        return ["nobody was told of an order"]
    return list(verdict["found"])


@contextmanager
def superuser(market: Market) -> Any:
    with Postgres(layout=market.layout).connect() as connection:
        yield connection


def forgetful(market: Market, *, seed: int, turns: int = 5) -> list[str]:
    """Guard off: PostgreSQL acknowledges a commit before it is written. What the judge finds after a kill."""
    with superuser(market) as connection:
        for setting in LAZY:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    found: list[str] = []
    for turn in range(turns):  # a kill right after a write to disk loses nothing
        found += breaking(market, [kill_postmaster], seed=seed + turn, quiet=4, pace=PACE)
        if any("acknowledged order lost" in fault for fault in found):
            break
    return found
