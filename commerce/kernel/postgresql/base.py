"""Django's PostgreSQL, asked less often whether it is still there."""

import select
import time

from django.db.backends.postgresql import base

TRUSTED_SECONDS = 30


class DatabaseWrapper(base.DatabaseWrapper):
    """Before its first statement each request makes sure that its connection still lives. Django asks the server, which
    costs a round trip; a server that went away has closed the line, or left its last words in it, and that is seen
    without asking."""

    looked_at = float("-inf")

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
