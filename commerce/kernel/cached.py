"""Reading through the cache: what it has, else what the database says; a miss leaves its line in the log."""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.core.cache import cache

log = logging.getLogger("shop.cache")
T = TypeVar("T")


def look(key: str) -> Any:
    """What the cache has under `key`; None, and one line, when it has nothing. For those whose time to keep depends on
    what is read; all others use `kept`."""
    found = cache.get(key)
    if found is None:
        log.info("cache miss", extra={"key": key})
    return found


def kept(key: str, read: Callable[[], T], *, seconds: int, empty: int | None = None, fresh: bool = False) -> T:
    """What the cache has under `key`, else what `read` returns (never None), kept for so many seconds; something empty
    only for `empty` seconds, where that is given. `fresh` reads anyhow."""
    found: T | None = None if fresh else look(key)
    if found is None:
        found = read()
        cache.set(key, found, seconds if found or empty is None else empty)
    return found


def kept_each(keys: Iterable[str], read: Callable[[list[str]], Mapping[str, T]], *, seconds: int) -> dict[str, T]:
    """The same for several keys at once; `read` is asked for those that the cache has not, and may leave some out."""
    wanted = list(keys)
    found: dict[str, T] = cache.get_many(wanted)
    if missing := [key for key in wanted if key not in found]:
        log.info("cache miss", extra={"key": missing[0], "keys": len(missing)})
        read_now = dict(read(missing))
        cache.set_many(read_now, seconds)
        found |= read_now
    return found
