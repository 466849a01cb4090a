"""The fault switchboard: which requests go wrong, how, before or after the work, and how often.

A rule is a JSON object: `method` ("*" for any), `path` (shell pattern, `*` also crosses slashes),
`action` (status, hang, latency, drop, garbage), `when` (before or after the work), `status` (of status
and of garbage), `seconds`, `retry_after`, `count` (how many requests, null for all until removed).
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from fnmatch import fnmatchcase

from payments.simulators.kit.book import Book
from payments.simulators.kit.http import Reply, json_reply

ACTIONS = ("status", "hang", "latency", "drop", "garbage")
USUAL_STATUS = {"status": 500, "garbage": 200}

# HTTP status -> the provider's own error document for a failure that no request is to blame for.
Illness = Callable[[int], object]


@dataclass(frozen=True)
class Fault:
    """One rule. `seconds` is how long hang and latency last; latency is a hang before the work.

    A `status` of 0 is the usual one: 500, and 200 for garbage.
    """

    action: str
    method: str = "*"
    path: str = "*"
    when: str = "before"
    status: int = 0
    seconds: float = 0.0
    retry_after: int | None = None
    count: int | None = 1
    id: str = ""

    def __post_init__(self) -> None:
        if self.action not in ACTIONS or self.when not in ("before", "after"):
            raise ValueError(f"a fault needs an action of {', '.join(ACTIONS)} before or after the work")

    @classmethod
    def from_json(cls, value: dict[str, object]) -> Fault:
        """Raises ValueError for an unknown name or word."""
        unknown = set(value) - {item.name for item in fields(cls)}
        if unknown or "action" not in value:
            raise ValueError(f"unknown or missing field: {', '.join(sorted(unknown)) or 'action'}")
        return cls(**value)  # type: ignore[arg-type]

    def matches(self, method: str, path: str) -> bool:
        return self.method in ("*", method) and fnmatchcase(path, self.path)

    @property
    def answered(self) -> int:
        return self.status or USUAL_STATUS.get(self.action, 0)

    def describe(self) -> str:
        detail = {
            "status": f" {self.answered}",
            "hang": f" {self.seconds:g} s",
            "latency": f" {self.seconds:g} s",
        }
        return f"{self.action}{detail.get(self.action, '')} {self.when} the work"

    def refusal(self, illness: Illness) -> Reply | None:
        """The reply that replaces the work, or None when the work still happens (hang, or an `after`)."""
        slow = self.action in ("hang", "latency")
        return None if slow or self.when == "after" else self.spoil(Reply(), illness)

    def wait_before(self) -> None:
        if self.action == "latency" or (self.action == "hang" and self.when == "before"):
            time.sleep(self.seconds)

    def spoil_after(self, reply: Reply, illness: Illness) -> Reply:
        return self.spoil(reply, illness) if self.when == "after" else reply

    def spoil(self, reply: Reply, illness: Illness) -> Reply:
        """What the caller sees of this reply."""
        if self.action == "drop":
            return replace(reply, drop=True)
        if self.action == "hang":
            return replace(reply, delay=self.seconds)
        if self.action == "garbage":
            return Reply(self.answered, b"<html><body>Bad gateway</body></html>", {"Content-Type": "text/html"})
        if self.action == "status":
            extra = {"Retry-After": str(self.retry_after)} if self.retry_after is not None else {}
            return json_reply(illness(self.answered), self.answered, extra)
        return reply


class Switchboard:
    """The rules in force, first match wins. They live in the book and survive a restart."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._lock = threading.Lock()
        self._rules = [Fault(**value) for value in book.setting("faults", [])]

    def all(self) -> list[dict[str, object]]:
        with self._lock:
            return [asdict(rule) for rule in self._rules]

    def add(self, value: dict[str, object]) -> dict[str, object]:
        """Raises ValueError when the rule makes no sense."""
        rule = replace(Fault.from_json(value), id=f"fault_{secrets.token_hex(6)}")
        self._change(lambda rules: [*rules, rule])
        return asdict(rule)

    def remove(self, id: str | None = None) -> None:
        """Remove one rule, or all of them."""
        self._change(lambda rules: [rule for rule in rules if id is not None and rule.id != id])

    def take(self, method: str, path: str) -> Fault | None:
        """The rule for this request, counted down; None if all is well."""
        with self._lock:
            rule = next((rule for rule in self._rules if rule.matches(method, path)), None)
            if rule is not None and rule.count is not None:
                left = replace(rule, count=rule.count - 1)
                kept = [left if item.id == rule.id else item for item in self._rules]
                self._store([item for item in kept if item.count != 0])
            return rule

    def _change(self, change) -> None:  # type: ignore[no-untyped-def]
        with self._lock:
            self._store(change(self._rules))

    def _store(self, rules: list[Fault]) -> None:
        self._rules = rules
        self._book.set_setting("faults", [asdict(rule) for rule in rules])
