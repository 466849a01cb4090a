"""Pages in the cache server. Whatever goes wrong there costs speed, never a page."""

import json
import logging
import time
from dataclasses import dataclass
from secrets import token_hex

from django_redis import get_redis_connection
from redis import Redis, RedisError

log = logging.getLogger("shop.page_cache")
VERSION = "page:edit"
LOCK_SECONDS = 10
NOT_KEPT_SECONDS = 5
REST_SECONDS = 2
FRESH = 2 / 3  # the part of its time after which a page is made anew
Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    """A page as it goes out, when it was made (seconds since 1970) and for how long it may be shown. With `seconds` 0
    it is not kept: whoever asks for it gets an answer of their own."""

    version: str
    made_at: float
    seconds: int
    status: str
    headers: Headers
    note: str
    etag: str
    body: bytes

    @property
    def age(self) -> float:
        return time.time() - self.made_at

    @property
    def is_due(self) -> bool:
        """Whether somebody should make it anew, while the others still get it."""
        return bool(self.seconds) and self.age > self.seconds * FRESH


class Store:
    """Kept pages by key, the mark of the last edit, and who makes a page just now."""

    def __init__(self) -> None:
        self.rests_until = 0.0

    @property
    def _redis(self) -> Redis:
        return get_redis_connection("default")

    def look(self, key: str) -> tuple[str, Page | None] | None:
        """The mark of the last edit and the page made after it; None while the cache is away."""
        if time.monotonic() < self.rests_until:
            return None
        try:
            known, raw = self._redis.mget(VERSION, key)  # type: ignore[misc]
            version = known.decode() if known else self._first_version()
        except RedisError:
            self._rest()
            return None
        page = _read(raw) if raw else None
        return version, page if page and page.version == version else None

    def keep(self, key: str, page: Page) -> None:
        """Keep a page, or for a moment the news that it is not to be kept."""
        head = [page.version, page.made_at, page.seconds, page.status, page.headers, page.note, page.etag]
        raw = json.dumps(head).encode() + b"\n" + (page.body if page.seconds else b"")
        self._try("setex", key, page.seconds or NOT_KEPT_SECONDS, raw)

    def begin(self, key: str) -> bool:
        """Whether the caller is the one who makes this page; without a cache everybody is."""
        try:
            return bool(self._redis.set(f"{key}:made", 1, nx=True, ex=LOCK_SECONDS))
        except RedisError:
            self._rest()
            return True

    def end(self, key: str) -> None:
        self._try("delete", f"{key}:made")

    def version(self) -> str:
        """The mark of the last edit; another one after each. Empty while the cache is away."""
        if time.monotonic() < self.rests_until:
            return ""
        try:
            known = self._redis.get(VERSION)
            return known.decode() if known else self._first_version()  # type: ignore[union-attr]
        except RedisError:
            self._rest()
            return ""

    def changed(self) -> None:
        self._try("set", VERSION, token_hex(8))

    def _first_version(self) -> str:
        """A mark where there is none; of two who find none both take the same."""
        self._redis.set(VERSION, token_hex(8), nx=True)
        return self._redis.get(VERSION).decode()  # type: ignore[union-attr]

    def _try(self, command: str, *words: object) -> None:
        try:
            getattr(self._redis, command)(*words)
        except RedisError:
            self._rest()

    def _rest(self) -> None:
        log.warning("pages are not kept: the cache is away")
        self.rests_until = time.monotonic() + REST_SECONDS


STORE = Store()  # of this process, for whoever is not the door


def _read(raw: bytes) -> Page:
    head, _line, body = raw.partition(b"\n")
    version, made_at, seconds, status, headers, note, etag = json.loads(head)
    return Page(version, made_at, seconds, status, [(name, value) for name, value in headers], note, etag, body)
