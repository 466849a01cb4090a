"""How often somebody may do a costly thing, counted in the database: it holds when the cache is away."""

from django.db import connection
from django.utils.translation import gettext as _

from commerce.kernel.errors import ShopError

TAKE = """
INSERT INTO jobs_limitcount (subject, "window", count)
VALUES (%s, date_trunc('minute', clock_timestamp()), 1)
ON CONFLICT (subject, "window") DO UPDATE SET count = jobs_limitcount.count + 1
RETURNING count, ceil(60 - extract(second FROM clock_timestamp()))::int
"""


class TooOften(ShopError):
    """The limit of the present minute is used up."""

    status = 429
    code = "too_often"


def take(subject: str, *, per_minute: int) -> None:
    """Count one act of `subject`; raises TooOften, which says when the next minute begins, beyond `per_minute`."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [subject])
        count, seconds_left = cursor.fetchone()
    if count > per_minute:
        error = TooOften(_("That was too often. Wait a minute and try again."))
        error.retry_after = max(seconds_left, 1)
        raise error
