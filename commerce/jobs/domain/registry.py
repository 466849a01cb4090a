"""Names that work goes by: tasks, listeners of events, and what runs on a schedule.

A task function takes keyword arguments only (public ids, numbers, words) and may run more than once: its effect
must be the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

TaskFunction = Callable[..., Any]


@dataclass(frozen=True)
class Task:
    """A named piece of work. `atomic` runs it in the one transaction that also ends the job: its effect and
    "done" are one commit. Tasks that call a provider or send mail are not atomic and must be idempotent. A patient one
    waits out a breaker that is open, however long that takes: it uses up no tries."""

    name: str
    queue: str
    function: TaskFunction
    atomic: bool
    max_attempts: int | None
    is_patient: bool = False


@dataclass(frozen=True)
class Every:
    """A task that the pump enqueues once in each period, however many pumps run."""

    task: str
    period: timedelta


@dataclass(frozen=True)
class Listener:
    """A task that an event enqueues, `after` a while; once for each value of `once_for`, a word of the payload."""

    task: str
    once_for: str = ""
    after: timedelta | None = None

    def dedupe(self, payload: Mapping[str, Any]) -> str | None:
        return f"{self.task}:{payload[self.once_for]}" if self.once_for else None


TASKS: dict[str, Task] = {}
LISTENERS: dict[str, list[Listener]] = {}
SCHEDULE: list[Every] = []


def task(
    name: str,
    *,
    queue: str,
    atomic: bool = False,
    max_attempts: int | None = None,
    every: timedelta | None = None,
    is_patient: bool = False,
) -> Callable[[TaskFunction], TaskFunction]:
    """Registers a function as the task `name` ("orders.send_confirmation") of a queue."""

    def register(function: TaskFunction) -> TaskFunction:
        known = TASKS.get(name)
        if known and known.function.__qualname__ != function.__qualname__:
            raise ValueError(f"two tasks are called {name}")
        TASKS[name] = Task(name, queue, function, atomic, max_attempts, is_patient)
        if every and not known:
            SCHEDULE.append(Every(name, every))
        return function

    return register


def listen(event: str, *, task: str, once_for: str = "", after: timedelta | None = None) -> None:
    """Whenever `event` is announced, enqueue `task` with the event's payload, in the same transaction. With `once_for`
    the job's dedupe is "TASK:VALUE", by which who has done its work can spare it."""
    listener = Listener(task, once_for, after)
    if listener not in LISTENERS.setdefault(event, []):
        LISTENERS[event].append(listener)
