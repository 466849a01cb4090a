"""PostgreSQL: young enough, safe, with limits, up to date."""

from collections.abc import Iterator

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from commerce.kernel import database_limits
from commerce.kernel.clock import database_now

from .finding import Finding, failed, passed, warned

LEAST_VERSION = 150_000
# The oldest version that has what we use: `sparsevec` came with vector 0.7.
EXTENSIONS = {"pg_trgm": (1, 6), "vector": (0, 7)}
MOST_SKEW_SECONDS = 2.0
TIME_LIMITS = {
    "statement_timeout": "ends a statement that runs wild",
    "lock_timeout": "ends a wait for a row that somebody keeps",
    "idle_in_transaction_session_timeout": "ends a transaction that somebody forgot",
}


def shown(name: str) -> str:
    """A setting of the server as this role has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return cursor.fetchone()[0]


def version() -> Iterator[Finding]:
    name, number = shown("server_version"), int(shown("server_version_num"))
    if number < LEAST_VERSION:
        yield failed("PostgreSQL", f"{name} is too old", "Use PostgreSQL 15 or later.")
    else:
        yield passed("PostgreSQL", name)
    encoding = shown("server_encoding")
    if encoding != "UTF8":
        yield failed("Encoding", f"{encoding}", "Create the database with ENCODING 'UTF8': names are in many scripts.")
    else:
        yield passed("Encoding", encoding)


def safekeeping() -> Iterator[Finding]:
    """A committed payment must survive a power cut."""
    off = [name for name in ("fsync", "full_page_writes", "synchronous_commit") if shown(name) == "off"]
    if off:
        yield failed("Durability", f"{', '.join(off)} off", "Switch them on: what is committed could be lost.")
    else:
        yield passed("Durability", "what is committed is on disk")


def extensions() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname, extversion FROM pg_extension")
        present = {name: tuple(map(int, number.split(".")[:2])) for name, number in cursor.fetchall()}
    if missing := [name for name in EXTENSIONS if name not in present]:
        yield failed("Extensions", f"{', '.join(missing)} missing", "CREATE EXTENSION as the database's administrator.")
    elif old := [name for name, least in EXTENSIONS.items() if present[name] < least]:
        yield failed("Extensions", f"{', '.join(old)} too old", "Install a newer one and ALTER EXTENSION … UPDATE.")
    else:
        yield passed("Extensions", ", ".join(EXTENSIONS))


def time_limits() -> Iterator[Finding]:
    """What a page's connection is held to, tried with a connection of its own."""
    probe = connection.copy()
    try:
        probe.ensure_connection()
        is_told = database_limits.apply(probe, "web")
        with probe.cursor() as cursor:
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(TIME_LIMITS)])
            found = dict(cursor.fetchall())
    finally:
        probe.close()
    whose = "told to each connection" if is_told else "as the role has them, because a pooler stands between"
    if unlimited := [name for name in TIME_LIMITS if found[name] == "0"]:
        todo = "; ".join(f"ALTER ROLE … SET {name} ({TIME_LIMITS[name]})" for name in unlimited)
        yield warned("Time limits", f"{', '.join(unlimited)} not set; {whose}", todo)
    else:
        yield passed("Time limits", ", ".join(f"{name} {found[name]} ms" for name in TIME_LIMITS) + f"; {whose}")


def migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        names = ", ".join(f"{step.app_label}.{step.name}" for step, _backwards in plan[:3])
        yield failed("Migrations", f"{len(plan)} not applied: {names}", "Run manage.py migrate.")
    else:
        yield passed("Migrations", "all applied")


def clock() -> Iterator[Finding]:
    skew = abs((database_now() - timezone.now()).total_seconds())
    if skew >= MOST_SKEW_SECONDS:
        yield failed("Clock", f"{skew:.1f} s away from the database's", "Run a time service (NTP) on both machines.")
    else:
        yield passed("Clock", f"{skew:.2f} s away from the database's")
