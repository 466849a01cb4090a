"""Whether PostgreSQL counts its statements (pg_stat_statements), since when, and what to do where it does not."""

from dataclasses import dataclass
from datetime import datetime

from django.db import ProgrammingError, connection, transaction
from django.db.utils import OperationalError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import StatementReport

# A setting of the library is known as soon as the library is loaded. An extension may live in any schema.
STAND = """
SELECT current_setting('pg_stat_statements.track', true),
       (SELECT nspname FROM pg_extension JOIN pg_namespace AS spaces ON spaces.oid = extnamespace
         WHERE extname = 'pg_stat_statements'),
       coalesce((SELECT bool_or(has_function_privilege(oid, 'EXECUTE')) FROM pg_proc
                  WHERE proname = 'pg_stat_statements_reset'), false)
"""
BEGAN = "SELECT stats_reset FROM {space}.pg_stat_statements_info"


@dataclass(frozen=True)
class Lacking:
    """Nothing can be read: why, and what the database's administrator does about it (SQL or a setting)."""

    text: Promise
    todo: str


@dataclass(frozen=True)
class Counting:
    """`space` is the schema of the extension, quoted; `may_reset` whether our role may begin the counting anew."""

    space: str
    began_at: datetime
    may_reset: bool


NOT_LOADED = Lacking(
    _("PostgreSQL does not count statements here: its library pg_stat_statements is not loaded."),
    "shared_preload_libraries = 'pg_stat_statements'",
)
NOT_MADE = Lacking(
    _("PostgreSQL could count statements, but this database has no extension to read them with."),
    "CREATE EXTENSION pg_stat_statements",
)
SWITCHED_OFF = Lacking(
    _("Counting statements is switched off in PostgreSQL's settings."),
    "pg_stat_statements.track = 'top'",
)
FORBIDDEN = Lacking(
    _("Our role may not read what PostgreSQL counted."),
    "GRANT SELECT ON pg_stat_statements, pg_stat_statements_info TO …",
)
TOO_OLD = Lacking(
    _("The extension pg_stat_statements is older than the server."),
    "ALTER EXTENSION pg_stat_statements UPDATE",
)
# PostgreSQL's own codes: not in the prerequisite state, insufficient privilege, no such column, no such table.
CODES = {"55000": NOT_LOADED, "42501": FORBIDDEN, "42703": TOO_OLD, "42P01": TOO_OLD}


def counting() -> Counting | Lacking:
    """How the counting stands. Three statements."""
    with connection.cursor() as cursor:
        cursor.execute(STAND)
        track, schema, may_reset = cursor.fetchone()
    if track is None:
        return NOT_LOADED
    if schema is None:
        return NOT_MADE
    if track == "none":
        return SWITCHED_OFF
    space = connection.ops.quote_name(schema)
    told = began_at(space)
    return told if isinstance(told, Lacking) else Counting(space, max(told, kept_until() or told), may_reset)


def began_at(space: str) -> datetime | Lacking:
    """When the server began; a library that is not loaded and an extension that is too old are seen here."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BEGAN.format(space=space))
            return cursor.fetchone()[0]
    except (OperationalError, ProgrammingError) as error:
        known = CODES.get(getattr(error.__cause__, "sqlstate", ""))
        if known is None:
            raise
        return known


def kept_until() -> datetime | None:
    """When we last began anew: doing so for one database alone leaves no trace in the server's own figure."""
    return StatementReport.objects.filter(began_anew=True).values_list("ended_at", flat=True).first()
