"""How long a process may keep PostgreSQL busy: one statement, one wait for a row, one forgotten transaction.

Each process says once what it is, and each of its connections is told its limits when it opens. Behind a pooler that
hands one server connection to many clients nothing is told, because it would hold for the others, too: there the role's
settings count (docs/decisions/0014).
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    from .postgresql.base import DatabaseWrapper

NAMES = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
# In milliseconds, in the order of NAMES; 0 is no limit. None: as the role has it.
WORKER = (60_000, 10_000, 60_000)
MIGRATION = (0, 3_000, 0)  # no page waits for a lock that a migration waits for
WEB_LOCK, WEB_IDLE = 2_000, 15_000
COMMANDS = {"migrate": "migration", "pump": "worker"}
# The server process that the client was told of is the one that answers: nobody stands between.
SET_UNLESS_POOLED = """
SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) AS wanted(name, value)
 WHERE pg_backend_pid() = %s
"""
IS_DIRECT = "SELECT pg_backend_pid() = %s"

kind = "command"


def act_as(name: str) -> None:
    """What this process is: "web", "worker", "migration" or "command" (a person at a keyboard: no limits)."""
    global kind
    kind = name


def limits_of(name: str) -> tuple[int, int, int] | None:
    web = (settings.DATABASE_STATEMENT_TIMEOUT_MS, WEB_LOCK, WEB_IDLE)
    return {"web": web, "worker": WORKER, "migration": MIGRATION}.get(name)


def apply(connection: BaseDatabaseWrapper, name: str) -> bool:
    """Tell an open connection its limits; False when a pooler stands between and nothing was told."""
    limits = limits_of(name)
    raw = connection.connection
    if limits is None:
        return bool(raw.execute(IS_DIRECT, [raw.info.backend_pid]).fetchone()[0])
    values = [str(limit) for limit in limits]
    told = raw.execute(SET_UNLESS_POOLED, [list(NAMES), values, raw.info.backend_pid]).fetchall()
    return len(told) == len(NAMES)


def on_connection(connection: "DatabaseWrapper", **_kwargs: Any) -> None:
    """Receiver of Django's `connection_created`. Statements are prepared where nobody stands between."""
    connection.is_direct = apply(connection, kind)
