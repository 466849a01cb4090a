"""Errors of the database that pass by themselves: it is busy, has no connection left, or is away."""

import logging

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext as _

from .errors import Unavailable

PASSING = (OperationalError, InterfaceError)
log = logging.getLogger("shop.request")
# Statement timeout, lock timeout, deadlock.
BUSY = frozenset({"57014", "55P03", "40P01"})


class DatabaseBusy(Unavailable):
    """A statement or a wait for a row took longer than a page may; nothing was written."""

    code = "database_busy"
    retry_after = 5


class DatabaseAway(DatabaseBusy):
    """There is no connection to the database, or it broke; then what was being written may stand."""

    code = "database_away"


def of_database(error: DatabaseError | InterfaceError) -> DatabaseBusy:
    """What a request says to an error of the database that passes by itself."""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    told = {"sqlstate": state, "error": str(error).partition("\n")[0][:200]}
    log.warning("database busy" if state in BUSY else "database away", extra=told)
    if state in BUSY:
        return DatabaseBusy(_("Many people want this just now. Try again in a moment."))
    return DatabaseAway(_("The market cannot look into its books just now. Try again in a moment."))
