"""Reading through the cache: what it has, else what the database says; a miss leaves its line in the log.

What was read is remembered by the process as well, for a few seconds and until somebody edits something. That holds
within requests alone; a command or a job asks the cache each time.
"""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from typing import Any, TypeVar

from django.core.cache import cache

from .page_cache.store import STORE

log = logging.getLogger("shop.cache")
T = TypeVar("T")
MEMORY_SECONDS = 5
MOST_REMEMBERED = 1_000
# The mark of the last edit as this request found it: None while it has not asked.
marks: ContextVar[dict[str, str] | None] = ContextVar("marks", default=None)
memory: dict[str, tuple[str, float, Any]] = {}


def look(key: str) -> Any:
    """What the cache has under `key`; None, and one line, when it has nothing. For those whose time to keep depends on
    what is read; all others use `kept`."""
    found = cache.get(key)
    if found is None:
        log.info("cache miss", extra={"key": key})
    return found


def kept(key: str, read: Callable[[], T], *, seconds: int, empty: int | None = None, fresh: bool = False) -> T:
    """What the cache has under `key`, else what `read` returns (never None), kept for so many seconds; something empty
    only for `empty` seconds, where that is given. `fresh` reads anyhow. It is shared by all who ask: nobody changes
    it."""

    def ask() -> T:
        found: T | None = None if fresh else look(key)
        if found is None:
            found = read()
            cache.set(key, found, seconds if found or empty is None else empty)
        return found

    return remembered(key, ask, fresh=fresh)


def remembered(key: str, make: Callable[[], T], *, fresh: bool = False) -> T:
    """What `make` returned last in this process, while it is a few seconds old and nothing was edited since: for what
    is made of something kept. It is shared, too."""
    mark = _mark()
    known = None if fresh or not mark else memory.get(key)
    if known and known[0] == mark and known[1] > time.monotonic():
        found: T = known[2]
        return found
    made = make()
    if mark:
        if len(memory) >= MOST_REMEMBERED:
            memory.clear()
        memory[key] = (mark, time.monotonic() + MEMORY_SECONDS, made)
    return made


def until_edit(key: str, make: Callable[[], T], *, seconds: int) -> T:
    """What `make` returns, kept for so many seconds and until somebody edits; made anew outside of requests."""
    marked = until_edit_key(key)
    return kept(marked, make, seconds=seconds) if marked else make()


def until_edit_key(key: str) -> str:
    """A key under which the cache has nothing any more once somebody edits; empty outside of requests."""
    mark = _mark()
    return f"{key}:{mark}" if mark else ""


def forget(key: str) -> None:
    """For writers, once they have committed: everybody reads it anew."""
    cache.delete(key)
    STORE.changed()


def _mark() -> str:
    """The mark of the last edit, asked for once a request; empty outside of requests."""
    asked = marks.get()
    if asked is None:
        return ""
    if "mark" not in asked:
        asked["mark"] = STORE.version()
    return asked["mark"]


def kept_each(keys: Iterable[str], read: Callable[[list[str]], Mapping[str, T]], *, seconds: int) -> dict[str, T]:
    """The same as `kept` for several keys at once; `read` is asked for those that the cache has not, and may leave
    some out."""
    wanted = list(keys)
    found: dict[str, T] = cache.get_many(wanted)
    if missing := [key for key in wanted if key not in found]:
        log.info("cache miss", extra={"key": missing[0], "keys": len(missing)})
        read_now = dict(read(missing))
        cache.set_many(read_now, seconds)
        found |= read_now
    return found
