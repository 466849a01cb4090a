"""Deadlines are decided by the database's clock; application hosts drift."""

from datetime import datetime

from django.db import connection
from django.db.models import DateTimeField, Func


class DatabaseNow(Func):
    """`clock_timestamp()`: the moment the statement reaches the row, not the transaction's start."""

    template = "clock_timestamp()"
    output_field = DateTimeField()


def database_now() -> datetime:
    """The database's present moment, with its time zone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
