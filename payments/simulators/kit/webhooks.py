"""Webhook planning: which deliveries an event gets, when, and how badly the network treats them."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from payments.simulators.kit.book import Book

DUPLICATE_GAP_SECONDS = 0.2
SHUFFLED_GAP_SECONDS = 0.1


@dataclass(frozen=True)
class Modes:
    """How webhooks are delivered. Times in seconds.

    `duplicates` extra copies, all at once or spaced; `reorder` shuffles every so many events;
    `lose_k` of each `lose_n` events never leave; `hold` keeps all until released or delivered by hand;
    `forge` names a forgery of the provider; failed tries come back after `retry_base * 2 ** n`.
    """

    url: str = ""
    secret: str = ""
    enabled_events: tuple[str, ...] = ("*",)
    hold: bool = False
    delay_min: float = 0.0
    delay_max: float = 0.0
    duplicates: int = 0
    duplicates_at_once: bool = True
    reorder: int = 0
    reorder_wait: float = 1.0
    lose_k: int = 0
    lose_n: int = 0
    forge: str = "none"
    retry_base: float = 2.0
    max_attempts: int = 8
    timeout: float = 10.0

    def changed(self, values: dict[str, Any]) -> Modes:
        """A copy with some modes changed; text from a form is converted. Raises ValueError."""
        known = {item.name: item.default for item in fields(self)}
        changes = dict(values)
        if changes.pop("lose_all", False):
            changes |= {"lose_k": 1, "lose_n": 1}
        unknown = set(changes) - set(known)
        if unknown:
            raise ValueError(f"unknown field: {', '.join(sorted(unknown))}")
        return replace(self, **{name: convert(value, known[name]) for name, value in changes.items()})

    def fault_free(self) -> Modes:
        return Modes(url=self.url, secret=self.secret, enabled_events=self.enabled_events)


def convert(value: Any, like: Any) -> Any:
    """`value` as the type of `like`; booleans and lists also from form text."""
    if isinstance(like, bool):
        return value if isinstance(value, bool) else str(value).lower() in ("1", "true", "on", "yes")
    if isinstance(like, tuple):
        return tuple(value.split() if isinstance(value, str) else value)
    return type(like)(value)


class Planner:
    """Writes delivery rows. Random choices come from one seeded source."""

    def __init__(self, book: Book, seed: int) -> None:
        self._book = book
        self._random = random.Random(seed)
        self._lock = threading.Lock()

    def modes(self) -> Modes:
        return Modes().changed(self._book.setting("webhooks", {}))

    def set_modes(self, values: dict[str, Any], *, reset_faults: bool = False) -> Modes:
        """Change some modes; turning `hold` off releases what was held. Raises ValueError."""
        before = self.modes().fault_free() if reset_faults else self.modes()
        after = before.changed(values)
        with self._book.transaction():
            self._book.set_setting("webhooks", asdict(after))
            if not after.hold:
                self._book.run("UPDATE deliveries SET state = 'pending' WHERE state = 'held'")
        return after

    def plan(self, event: str, type: str) -> None:
        """Plan the deliveries of a new event, inside the transaction that made it."""
        modes = self.modes()
        wanted = "*" in modes.enabled_events or type in modes.enabled_events
        if not modes.url or not wanted:
            return
        if self._is_lost(modes):
            self.add(event, type, state="lost")
            return
        state = "held" if modes.hold else "shuffling" if modes.reorder > 1 else "pending"
        start = time.time() + self._delay(modes)
        for copy in range(1 + modes.duplicates):
            gap = 0.0 if modes.duplicates_at_once else copy * DUPLICATE_GAP_SECONDS
            self.add(event, type, state=state, due=start + gap)
        if state == "shuffling":
            self.release_shuffled(modes)

    def add(self, event: str, type: str, *, state: str, due: float = 0.0, attempt: int = 1) -> int:
        return self._book.run(
            "INSERT INTO deliveries (event, type, attempt, due, state) VALUES (?, ?, ?, ?, ?)",
            (event, type, attempt, due or time.time(), state),
        )

    def release_shuffled(self, modes: Modes) -> None:
        """Let a full window, or one that waited long enough, go out in another order."""
        with self._book.transaction():
            rows = self._book.rows("SELECT id, event, due FROM deliveries WHERE state = 'shuffling' ORDER BY id")
            events = list(dict.fromkeys(row["event"] for row in rows))
            waited = bool(rows) and time.time() - rows[0]["due"] > modes.reorder_wait
            if not rows or (len(events) < modes.reorder and not waited):
                return
            rank = {event: place for place, event in enumerate(self._shuffled(events))}
            for row in rows:
                due = time.time() + rank[row["event"]] * SHUFFLED_GAP_SECONDS
                self._book.run("UPDATE deliveries SET state = 'pending', due = ? WHERE id = ?", (due, row["id"]))

    def _shuffled(self, events: list[str]) -> list[str]:
        """Another order than the given one, if there is another."""
        order = list(events)
        with self._lock:
            while len(events) > 1 and order == events:
                self._random.shuffle(order)
        return order

    def _delay(self, modes: Modes) -> float:
        with self._lock:
            return self._random.uniform(modes.delay_min, max(modes.delay_min, modes.delay_max))

    def _is_lost(self, modes: Modes) -> bool:
        if modes.lose_n <= 0:
            return False
        turn = int(self._book.setting("loss_turn", 0))
        self._book.set_setting("loss_turn", turn + 1)
        return turn % modes.lose_n < modes.lose_k
