"""The last rate of a pair, against which a new one is held."""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from ..models import Rate
from ..states import MANUAL

# Whoever writes rates does so one after the other; a number of ours in PostgreSQL's advisory locks.
WRITERS_LOCK = 7_402_915


@contextmanager
def one_writer() -> Iterator[None]:
    """A transaction in which nobody else writes rates or jumps."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
        yield


def last_of(base: str, quote: str) -> Rate | None:
    """The newest row of the pair, of any source and in either direction."""
    return _of_pair(base, quote).first()


def last_fetched_of(base: str, quote: str) -> Rate | None:
    """What a fetched rate is held against: the one fetched before it, in either direction.

    A bank may sell its money far from the rates of central banks, so one set by hand serves only where nothing was
    fetched yet."""
    return _of_pair(base, quote).exclude(source=MANUAL).first() or last_of(base, quote)


def _of_pair(base: str, quote: str) -> QuerySet[Rate]:
    return Rate.objects.filter(Q(base=base, quote=quote) | Q(base=quote, quote=base)).order_by("-id")


def change(new: Fraction, base: str, quote: str, last: Rate) -> Fraction:
    """By how much `new` differs from the last rate, as a part of it: 1/20 is five per cent more, -1/20 less."""
    was = Fraction(last.rate) if (last.base, last.quote) == (base, quote) else 1 / Fraction(last.rate)
    return (new - was) / was


def is_far(part: Fraction) -> bool:
    """Whether a change is one to ask about: more than RATE_JUMP_PERCENT, up or down."""
    return abs(part) * 100 > settings.RATE_JUMP_PERCENT
