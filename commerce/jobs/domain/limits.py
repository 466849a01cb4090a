"""How often somebody may do a costly thing, counted in the database: it holds when the cache is away."""

import logging

from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from commerce.kernel.errors import ShopError

log = logging.getLogger("shop.limit")
TAKE = """
INSERT INTO jobs_limitcount (subject, "window", count)
VALUES (%(subject)s, date_trunc(%(unit)s, clock_timestamp()), 1)
ON CONFLICT (subject, "window") DO UPDATE SET count = jobs_limitcount.count + 1
RETURNING count, ceil(extract(epoch FROM "window" + ('1 ' || %(unit)s)::interval - clock_timestamp()))::int
"""


class TooOften(ShopError):
    """The limit of the present minute or hour is used up."""

    status = 429
    code = "too_often"


def take(subject: str, *, per_minute: int) -> None:
    """Count one act of `subject`; raises TooOften, which says when the next minute begins, beyond `per_minute`."""
    _take(subject, "minute", per_minute, _("That was too often. Wait a minute and try again."))


def take_hourly(subject: str, *, per_hour: int) -> None:
    """The same for clock hours: what one person may write in one of them."""
    _take(f"{subject}/hour", "hour", per_hour, _("That is enough for this hour. Go on in the next one."))


def _take(subject: str, unit: str, most: int, words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"subject": subject, "unit": unit})
        count, seconds_left = cursor.fetchone()
    if count > most:
        act, _colon, who = subject.partition(":")
        log.warning("limit reached", extra={"act": act, "who": _mark(who), f"per_{unit}": most})
        error = TooOften(words)
        error.retry_after = max(seconds_left, 1)
        raise error


def _mark(who: str) -> str:
    """A keyed hash: lines about one visitor can be put together, and tell no address and no session."""
    return salted_hmac("jobs.limits", who, algorithm="sha256").hexdigest()[:12]
