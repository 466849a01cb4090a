"""A second session of the database beside the test's own: what somebody else does at the same moment."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

PATIENCE_SECONDS = 20
WAITING = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()
"""


class Act(threading.Thread):
    """Something done in a thread with a connection of its own; `outcome` is what it gave, or the exception."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.work, self.outcome = work, None
        self.start()

    def run(self) -> None:
        try:
            self.outcome = self.work()
        except Exception as error:  # noqa: BLE001 - the outcome is judged by the test
            self.outcome = error
        finally:
            connection.close()

    def result(self) -> Any:
        self.join(PATIENCE_SECONDS)
        assert not self.is_alive(), "it waits for ever"
        return self.outcome


@contextmanager
def somebody_else() -> Iterator[Callable[..., None]]:
    """A transaction of somebody else, left open: call it with a statement and its values; it commits at the end."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            yield lambda sql, *values: cursor.execute(sql, values)
            cursor.execute("COMMIT")
    finally:
        other.close()


def await_waiting(count: int = 1) -> None:
    """Until so many sessions wait for a lock."""
    end = time.monotonic() + PATIENCE_SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(WAITING)
            if cursor.fetchone()[0] >= count:
                return
            time.sleep(0.01)
    raise AssertionError("nobody waits")
