"""Reading through the cache: what it has, else what the database says; a miss leaves its line in the log.

What nearly every page needs is remembered by the process as well, ready-made, for a few seconds and until somebody
edits something: `remembered`. That holds within requests alone; a command or a job asks the cache each time.
"""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from typing import Any, TypeVar

from django.core.cache import cache

from .page_cache.store import Store

log = logging.getLogger("shop.cache")
T = TypeVar("T")
MEMORY_SECONDS = 5
MOST_REMEMBERED = 1_000
# The mark of the last edit as this request found it: None while it has not asked.
marks: ContextVar[dict[str, str] | None] = ContextVar("marks", default=None)
memory: dict[str, tuple[str, float, Any]] = {}
store = Store()


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


def remembered(key: str, make: Callable[[], T], *, fresh: bool = False) -> T:
    """What `make` returned last in this process, while it is a few seconds old and nothing was edited since. It is
    shared by all who ask: nobody changes it."""
    mark = _mark()
    found: T | None = None if fresh else _in_memory(key, mark)
    if found is None:
        found = make()
        _remember(key, mark, found)
    return found


def until_edit(key: str, make: Callable[[], T], *, seconds: int) -> T:
    """The same for what takes longer to make: kept in the cache, too, for so many seconds and until somebody edits."""
    marked = until_edit_key(key)
    return remembered(key, lambda: kept(marked, make, seconds=seconds)) if marked else make()


def until_edit_key(key: str) -> str:
    """A key under which the cache has nothing any more once somebody edits; empty outside of requests."""
    mark = _mark()
    return f"{key}:{mark}" if mark else ""


def recall(key: str, *, also: str = "") -> Any:
    """What was retained under `key` or else under `also`; None when nothing was."""
    mark = _mark()
    if found := _in_memory(key, mark):
        return found
    there = cache.get_many([each for each in (key, also) if each])
    found = there.get(key, there.get(also))
    if found is not None:
        _remember(key, mark, found)
    return found


def retain(key: str, value: object, *, seconds: int) -> None:
    cache.set(key, value, seconds)


def _in_memory(key: str, mark: str) -> Any:
    known = memory.get(key) if mark else None
    return known[2] if known and known[0] == mark and known[1] > time.monotonic() else None


def _remember(key: str, mark: str, value: object) -> None:
    if mark:
        if len(memory) >= MOST_REMEMBERED:
            memory.clear()
        memory[key] = (mark, time.monotonic() + MEMORY_SECONDS, value)


def forget(key: str) -> None:
    """For writers, once they have committed: everybody reads it anew."""
    cache.delete(key)
    store.changed()


def _mark() -> str:
    """The mark of the last edit, asked for once a request; empty outside of requests."""
    asked = marks.get()
    if asked is None:
        return ""
    if "mark" not in asked:
        asked["mark"] = store.version()
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
