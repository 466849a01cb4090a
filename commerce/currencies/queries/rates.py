"""Which rate counts now. The one question other apps ask is `rate(base, quote)`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from commerce.kernel.money import KNOWN

from ..errors import NoRate, StaleRate
from ..states import MANUAL, PIVOT
from .exchange import CROSS, INVERSE, Exchange

# The newest rate of each kind in each direction asked for. A row set by hand replaces the one before, also one that
# would have lasted longer.
NEWEST = """
SELECT r.id, r.base, r.quote, r.rate, r.date, r.source, r.fetched_at,
       coalesce(r.valid_until > clock_timestamp(), r.fetched_at >= clock_timestamp() - make_interval(hours => %s))
  FROM unnest(%s::text[], %s::text[]) AS asked(base, quote)
 CROSS JOIN LATERAL (
   (SELECT * FROM currencies_rate c WHERE c.base = asked.base AND c.quote = asked.quote
       AND c.valid_until IS NOT NULL ORDER BY c.id * -1 LIMIT 1)
   UNION ALL
   (SELECT * FROM currencies_rate c WHERE c.base = asked.base AND c.quote = asked.quote
       AND c.valid_until IS NULL ORDER BY c.id * -1 LIMIT 1)
 ) r
 ORDER BY r.id DESC
"""


@dataclass(frozen=True)
class Row:
    """A stored rate; `is_usable` by the database's clock."""

    id: int
    base: str
    quote: str
    rate: Decimal
    date: date
    source: str
    fetched_at: datetime
    is_usable: bool


def rate(base: str, quote: str) -> Exchange:
    """What one `base` is worth in `quote` now (ISO 4217 codes, two different ones that the shop knows).

    A rate set by hand counts before a fetched one as long as it lasts; of each kind the newest counts, whichever
    direction it was stored in. Without a usable rate of the pair itself the way by way of USD is taken. A fetched rate
    lasts RATE_MAX_HOURS since it was fetched, whatever day it is dated (central banks rest on weekends; what is dated
    more than RATE_DATE_DAYS ago is not kept at all); one set by hand lasts until its own `valid_until`. Both by the
    database's clock.

    One statement. Raises StaleRate when there is a rate and it is too old, NoRate (its base) when there is none; both
    are answers 503 with words for people. Raises ValueError for a code that is none.
    """
    if base == quote or not {base, quote} <= KNOWN:
        raise ValueError(f"no pair of known currencies: {base}/{quote}")
    rows = _newest(base, quote)
    straight = _leg(rows, base, quote)
    if straight:
        return straight
    there, back = _leg(rows, base, PIVOT), _leg(rows, PIVOT, quote)
    if there and back:
        return _joined(there, back)
    raise _missing(rows, base, quote)


def _newest(base: str, quote: str) -> list[Row]:
    pairs = list(dict.fromkeys([*_directions(base, quote), *_directions(base, PIVOT), *_directions(PIVOT, quote)]))
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [settings.RATE_MAX_HOURS, [one for one, _two in pairs], [two for _one, two in pairs]])
        return [Row(*found) for found in cursor.fetchall()]


def _directions(one: str, two: str) -> Iterator[tuple[str, str]]:
    return iter([(one, two), (two, one)] if one != two else [])


def _of(rows: Iterable[Row], base: str, quote: str) -> list[Row]:
    return [row for row in rows if {row.base, row.quote} == {base, quote}]


def _leg(rows: list[Row], base: str, quote: str) -> Exchange | None:
    """The rate of one pair: the newest set by hand if it still lasts, else the newest fetched if that does."""
    found = _of(rows, base, quote)
    by_hand = next((row for row in found if row.source == MANUAL), None)
    fetched = next((row for row in found if row.source != MANUAL), None)
    row = next((row for row in (by_hand, fetched) if row and row.is_usable), None)
    return _straight(row, base, quote) if row else None


def _straight(row: Row, base: str, quote: str) -> Exchange:
    turned = (row.base, row.quote) != (base, quote)
    ratio = 1 / Fraction(row.rate) if turned else Fraction(row.rate)
    return Exchange(
        base, quote, ratio, row.date, row.source, row.fetched_at, (row.id,), derived=INVERSE if turned else ""
    )  # fmt: skip


def _joined(there: Exchange, back: Exchange) -> Exchange:
    sources = dict.fromkeys([there.source, back.source])
    return Exchange(
        there.base, back.quote, there.ratio * back.ratio, min(there.date, back.date), "+".join(sources),
        min(there.fetched_at, back.fetched_at), there.rows + back.rows, derived=CROSS,
    )  # fmt: skip


def _missing(rows: list[Row], base: str, quote: str) -> NoRate:
    is_known = _of(rows, base, quote) or (_of(rows, base, PIVOT) and _of(rows, PIVOT, quote))
    words = {"base": base, "quote": quote, "hours": settings.RATE_MAX_HOURS}
    if is_known:
        told = _(
            "The exchange rate from %(base)s to %(quote)s is too old to be used. Amounts stay in %(base)s for now."
        )
        return StaleRate(told % words, base=base, quote=quote)
    told = _("There is no exchange rate from %(base)s to %(quote)s. Amounts stay in %(base)s for now.")
    return NoRate(told % words, base=base, quote=quote)
