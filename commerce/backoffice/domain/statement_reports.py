"""Keeping what was counted of PostgreSQL's statements, and beginning the counting anew."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from commerce.kernel.clock import DatabaseNow, database_now
from commerce.kernel.errors import Conflict, Refused, Unavailable

from ..models import StatementReport
from ..queries.counting import Counting, Lacking, counting
from ..queries.slow_statements import TOP_BY_MEAN, TOP_BY_TOTAL, ranked

WEEK = timedelta(days=7)
KEPT = 8 * WEEK
JUST_BEGUN = timedelta(minutes=1)
# One keeper at a time; a number of ours in PostgreSQL's advisory locks.
LOCK = 7_402_911
RESET = (
    "SELECT {space}.pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()), 0)"
)


def begin_anew(*, least: timedelta = JUST_BEGUN) -> StatementReport:
    """Keep what was counted so far as a report and start the counting of this database anew.

    Raises Unavailable where nothing is counted, Refused when our role may not start it anew, Conflict when it has not
    been counting for `least`: somebody else was quicker.
    """
    with transaction.atomic():
        stand = locked()
        if isinstance(stand, Lacking):
            raise Unavailable(stand.text)
        if not stand.may_reset:
            raise Refused(_("Our role may not start PostgreSQL's counting anew. The page says who can allow it."))
        if database_now() - stand.began_at < least:
            raise Conflict(_("The counting has begun anew within the last minute. There is nothing to keep yet."))
        return keep(stand)


def keep_week() -> StatementReport | None:
    """Once seven days are counted, keep them and start anew where that is allowed; older reports than eight weeks go.

    None before the week is full, and where nothing is counted.
    """
    with transaction.atomic():
        stand = locked()
        if isinstance(stand, Lacking) or not is_full(stand):
            return None
        StatementReport.objects.filter(ended_at__lt=DatabaseNow() - KEPT).delete()
        return keep(stand)


def locked() -> Counting | Lacking:
    """How the counting stands while nobody else keeps a report."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    return counting()


def is_full(stand: Counting) -> bool:
    """Where the counting cannot be started anew, a week is one since the last report."""
    last = None if stand.may_reset else StatementReport.objects.values_list("ended_at", flat=True).first()
    return database_now() - (last or stand.began_at) >= WEEK


def keep(stand: Counting) -> StatementReport:
    """The counting is emptied only when the report is safe."""
    found = ranked(stand, TOP_BY_TOTAL, TOP_BY_MEAN)
    report = StatementReport.objects.create(
        began_at=stand.began_at, began_anew=stand.may_reset, found=found.as_json(), ended_at=database_now()
    )
    if stand.may_reset:
        transaction.on_commit(lambda: reset(stand))
    return report


def reset(stand: Counting) -> None:
    with connection.cursor() as cursor:
        cursor.execute(RESET.format(space=stand.space))
