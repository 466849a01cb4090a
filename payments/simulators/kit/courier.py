"""Webhook sending: one scheduler thread, a few senders, retries with back-off, one row per try."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from payments.simulators.kit.book import Book
from payments.simulators.kit.webhooks import Modes, Planner

SENDERS = 16
TICK_SECONDS = 0.05

# (event id, modes, forgery) -> (body, headers): the provider's own way to write and sign a webhook.
Sealer = Callable[[str, Modes, str], tuple[bytes, dict[str, str]]]


class Courier:
    """Sends due deliveries. A try that was under way when the process died is made again."""

    def __init__(self, book: Book, planner: Planner, seal: Sealer) -> None:
        self._book, self._planner, self._seal = book, planner, seal
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(SENDERS, thread_name_prefix="courier")
        self._under_way: set[int] = set()
        self._thread = threading.Thread(target=self._loop, name="courier", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def deliver(self, events: Iterable[str], *, copies: int, forge: str, at_once: bool) -> list[dict[str, Any]]:
        """Send now, outside the plan, and say what the receiver answered to each copy.

        In the given order, one after the other, or all at the same moment. Nothing is retried.
        """
        jobs = [event for event in events for _ in range(copies)]
        modes = self._planner.modes()
        if not at_once:
            return [self._by_hand(event, modes, forge) for event in jobs]
        with ThreadPoolExecutor(max(1, len(jobs))) as pool:
            return list(pool.map(lambda event: self._by_hand(event, modes, forge), jobs))

    def _by_hand(self, event: str, modes: Modes, forge: str) -> dict[str, Any]:
        row = self._planner.add(event, "by hand", state="sending")
        result = self._try(event, modes, forge)
        self._record(row, forge, result)
        return {"event": event, "forge": forge, **result}

    def _loop(self) -> None:
        while not self._stop.wait(TICK_SECONDS):
            modes = self._planner.modes()
            if modes.reorder > 1 or self._shuffling():
                self._planner.release_shuffled(modes)
            for row in self._due():
                self._under_way.add(row["id"])
                self._pool.submit(self._send, row)

    def _shuffling(self) -> bool:
        return bool(self._book.rows("SELECT 1 FROM deliveries WHERE state = 'shuffling' LIMIT 1"))

    def _due(self) -> list[dict[str, Any]]:
        # The set is copied before the query: a try that ends in between is then no longer pending.
        busy = set(self._under_way)
        sql = "SELECT * FROM deliveries WHERE state = 'pending' AND due <= ? ORDER BY due, id LIMIT 200"
        return [row for row in self._book.rows(sql, (time.time(),)) if row["id"] not in busy]

    def _send(self, row: dict[str, Any]) -> None:
        try:
            modes = self._planner.modes()
            result = self._try(row["event"], modes, modes.forge)
            with self._book.transaction():
                self._record(row["id"], modes.forge, result)
                if result["state"] == "failed" and row["attempt"] < modes.max_attempts:
                    self._retry(row, modes)
        finally:
            self._under_way.discard(row["id"])

    def _retry(self, row: dict[str, Any], modes: Modes) -> None:
        due = time.time() + modes.retry_base * 2 ** (row["attempt"] - 1)
        state = "held" if modes.hold else "pending"
        self._planner.add(row["event"], row["type"], state=state, due=due, attempt=row["attempt"] + 1)

    def _try(self, event: str, modes: Modes, forge: str) -> dict[str, Any]:
        body, headers = self._seal(event, modes, forge)
        started = time.time()
        status, error = post(modes.url, body, headers, modes.timeout)
        state = "delivered" if status is not None and 200 <= status < 300 else "failed"
        seconds = round(time.time() - started, 4)
        return {"state": state, "status": status, "error": error, "started": started, "seconds": seconds}

    def _record(self, row: int, forge: str, result: dict[str, Any]) -> None:
        self._book.run(
            "UPDATE deliveries SET forge = ?, state = ?, status = ?, error = ?, started = ?, seconds = ? WHERE id = ?",
            (forge, *(result[name] for name in ("state", "status", "error", "started", "seconds")), row),
        )


def post(url: str, body: bytes, headers: dict[str, str], timeout: float) -> tuple[int | None, str | None]:
    """POST once, following no redirect; the status, or None and why there is none."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=timeout)
        try:
            connection.request("POST", target, body, headers)
            answer = connection.getresponse()
            answer.read(65536)
            return answer.status, None
        finally:
            connection.close()
    except (OSError, http.client.HTTPException) as error:
        return None, f"{type(error).__name__}: {error}"
