"""Many shoppers at the same moment: threads, each with a database connection of its own."""

import random
import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

Act = Callable[[], Any]
THREADS = 40
PATIENCE_SECONDS = 120


def at_once(acts: Sequence[Act], *, threads: int = THREADS, ready: Act | None = None) -> list[Any]:
    """Do all acts, as many at a time as there are threads; what each gave, or the exception that it raised.

    `ready` is called when all connections stand, before anybody begins.
    """
    outcomes: list[Any] = [None] * len(acts)
    size = min(threads, len(acts))
    start = threading.Barrier(size, action=ready)

    def shopper(first: int) -> None:
        try:
            connection.ensure_connection()
            start.wait(PATIENCE_SECONDS)
            for place in range(first, len(acts), size):
                outcomes[place] = _outcome(acts[place])
        finally:
            connection.close()

    crowd = [threading.Thread(target=shopper, args=(first,), daemon=True) for first in range(size)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive(), "somebody waits for ever"
    return outcomes


def shuffled(acts: Sequence[Act], seed: int) -> list[Act]:
    """The acts in an order that the seed decides."""
    mixed = list(acts)
    random.Random(seed).shuffle(mixed)
    return mixed


def unexpected(outcomes: Sequence[Any], *expected: type[Exception]) -> list[str]:
    """Exceptions among the outcomes that no shopper should ever see."""
    errors = [o for o in outcomes if isinstance(o, Exception) and not isinstance(o, expected)]
    return sorted({f"{type(error).__name__}: {error}".splitlines()[0] for error in errors})


def _outcome(act: Act) -> Any:
    try:
        return act()
    except Exception as error:  # noqa: BLE001 - the outcome is judged by the caller
        return error
