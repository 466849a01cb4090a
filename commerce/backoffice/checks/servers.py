"""Broker and cache: there, apart from each other, and each with the eviction policy of its work."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from django.conf import settings
from redis.exceptions import ResponseError

from ..queries.pulse import client
from .finding import Finding, failed, passed, warned

CACHE_POLICIES = frozenset({"allkeys-lru", "allkeys-lfu"})


def facts(url: Any) -> dict[str, Any]:
    """What the server says of itself (INFO); raises redis.RedisError when it does not answer."""
    with closing(client(url)) as connected:
        return dict(connected.info())  # type: ignore[arg-type]


def saves_snapshots(url: Any) -> bool:
    """Whether the server writes itself to disk now and then; False where it does not let itself be asked."""
    try:
        with closing(client(url)) as connected:
            return bool(connected.config_get("save").get("save"))  # type: ignore[union-attr]
    except ResponseError:
        return False


def broker() -> Iterator[Finding]:
    told = facts(settings.REDIS_URL)
    policy = told.get("maxmemory_policy", "unknown")
    if policy == "noeviction":
        yield passed("Broker", f"version {told.get('redis_version')}, {policy}")
    else:
        yield failed("Broker", f"evicts messages ({policy})", "Set maxmemory-policy noeviction on the broker.")
    if told.get("aof_enabled") or saves_snapshots(settings.REDIS_URL):
        yield passed("Broker's memory", "kept on disk")
    else:
        todo = "appendonly yes spares half a minute after a restart; jobs themselves are in the database."
        yield warned("Broker's memory", "not kept on disk", todo)


def cache() -> Iterator[Finding]:
    told = facts(settings.CACHES["default"]["LOCATION"])
    policy, most = told.get("maxmemory_policy", "unknown"), int(told.get("maxmemory", 0))
    todo = "Set maxmemory and maxmemory-policy allkeys-lru (or allkeys-lfu) on the cache."
    if policy not in CACHE_POLICIES:
        yield failed("Cache", f"policy {policy}: a full cache would refuse to write", todo)
    elif not most:
        yield warned("Cache", f"{policy}, but without a limit of memory", todo)
    else:
        yield passed("Cache", f"version {told.get('redis_version')}, {policy}, {most // 1_000_000} MB")


def two_of_them() -> Iterator[Finding]:
    """One instance cannot both evict and never evict."""
    ids = {facts(url).get("run_id") for url in (settings.REDIS_URL, settings.CACHES["default"]["LOCATION"])}
    if len(ids) < 2:
        yield failed("Broker and cache", "are one instance", "Give the cache an instance of its own (CACHE_URL).")
    else:
        yield passed("Broker and cache", "are two instances")
