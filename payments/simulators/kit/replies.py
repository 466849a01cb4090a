"""Kept replies: the same idempotency key gets the same answer, once, whatever happened to the wire."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from payments.simulators.kit.book import Book


class KeyInUse(Exception):
    """Another request with this key is being worked on."""


class KeyReused(Exception):
    """The key was used before with another request."""


@dataclass(frozen=True)
class KeptReply:
    request_id: str
    status: int
    body: bytes


class ReplyStore:
    """`claim` while working, `find` before working, `keep` in the transaction that did the work."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._lock = threading.Lock()
        self._in_flight: set[str] = set()

    @contextmanager
    def claim(self, key: str | None) -> Iterator[None]:
        """Hold the key for the time of the work. Raises KeyInUse. Without a key nothing is held."""
        if key is not None:
            with self._lock:
                if key in self._in_flight:
                    raise KeyInUse(key)
                self._in_flight.add(key)
        try:
            yield
        finally:
            with self._lock:
                self._in_flight.discard(key or "")

    def find(self, key: str | None, fingerprint: str, *, since: int = 0) -> KeptReply | None:
        """The reply kept for this key at `since` or later, or None. Raises KeyReused if the request was another one."""
        known = "SELECT * FROM replies WHERE key = ? AND kept_at >= ?"
        found = self._book.rows(known, (key, since)) if key else []
        if not found:
            return None
        if found[0]["fingerprint"] != fingerprint:
            raise KeyReused(key)
        return KeptReply(found[0]["request_id"], found[0]["status"], found[0]["body"])

    def keep(self, key: str | None, fingerprint: str, reply: KeptReply, *, at: int = 0) -> None:
        """Keep the reply in place of one that is too old to be found."""
        if key is not None:
            self._book.run(
                "INSERT OR REPLACE INTO replies (key, fingerprint, request_id, status, body, kept_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (key, fingerprint, reply.request_id, reply.status, reply.body, at),
            )
