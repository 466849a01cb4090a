"""Django's PostgreSQL, asked less often whether it is still there, and told its hot statements once."""

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.postgresql import base, operations

TRUSTED_SECONDS = 30
MOST_KEPT = 200  # statements of a connection; the one used longest ago makes room


class PreparingCursor(base.ServerBindingCursor):
    """Has the server parse and plan a statement once per connection; after that only the values are sent."""

    def execute(self, query: Any, params: Any = None, **_how: Any) -> Any:
        return super().execute(query, params, prepare=True)  # type: ignore[misc]


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> Any:
        """For tests and debugging. Of a kept statement the cursor knows only its number."""
        known = super().last_executed_query(cursor, sql, params)
        return self.compose_sql(sql, params) if known is None else known


class DatabaseWrapper(base.DatabaseWrapper):
    """Before its first statement each request makes sure that its connection still lives. Django asks the server, which
    costs a round trip; a server that went away has closed the line, or left its last words in it, and that is seen
    without asking."""

    ops_class = DatabaseOperations
    looked_at = float("-inf")
    # Behind a pooler the next statement may reach another server process, which was told nothing (docs/decisions/0014).
    is_direct = False
    prepares = False

    def init_connection_state(self) -> None:
        super().init_connection_state()
        self.connection.prepare_threshold = 0  # Django's None would have psycopg keep nothing, whoever asks
        self.connection.prepared_max = MOST_KEPT

    @contextmanager
    def preparing(self) -> Iterator[None]:
        """Statements within are kept by the server, where it is the server that answers. For those that come again and
        again with other values, and whose values have one type each."""
        before, self.prepares = self.prepares, True
        try:
            yield
        finally:
            self.prepares = before

    def create_cursor(self, name: str | None = None) -> Any:
        if name is not None or not self.prepares or not self.is_direct:
            return super().create_cursor(name)
        usual, self.connection.cursor_factory = self.connection.cursor_factory, PreparingCursor
        try:
            return super().create_cursor()
        finally:
            self.connection.cursor_factory = usual

    def is_usable(self) -> bool:
        """Whether the next statement may be sent. A line that was silent for long is asked all the same: what stands
        between may have forgotten it."""
        before, self.looked_at = self.looked_at, time.monotonic()
        if self.looked_at - before < TRUSTED_SECONDS and self._is_quiet():
            return True
        return bool(super().is_usable())

    def _is_quiet(self) -> bool:
        """Open, and with nothing to read. Between two statements PostgreSQL has nothing to say but farewell."""
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0)
