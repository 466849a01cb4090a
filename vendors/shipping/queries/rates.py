"""What a seller's parcel costs to an area, and when it arrives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.accounts.models import Area
from commerce.kernel.money import Money

from ..models import DeliveryRate

SUNDAY = 6


@dataclass(frozen=True)
class Quote:
    """`price` of one parcel for the goods asked about (zero when they reach `free_from`); days on the road,
    counted without Sundays, after the seller has sent it."""

    price: Money
    free_from: Money | None
    days_min: int
    days_max: int


def quote(*, seller_ref: str, country: str, area_id: int | None = None, goods: Money) -> Quote | None:
    """The quote of one seller; None when it does not deliver there."""
    return quotes(goods_by_seller={seller_ref: goods}, country=country, area_id=area_id)[seller_ref]


def quotes(*, goods_by_seller: Mapping[str, Money], country: str, area_id: int | None) -> dict[str, Quote | None]:
    """A quote for each seller (public id), from the sum of its goods, in one query.

    The most exact line of a seller's table wins: the area, then its parents, then the whole country. None means
    that the seller does not deliver there, or not in the currency of the goods. `area_id` is an area of `country`.
    """
    found: dict[str, Quote | None] = dict.fromkeys(goods_by_seller)
    seen: set[str] = set()
    for rate in _lines(list(goods_by_seller), country, area_id):
        if rate.seller_ref not in seen:
            seen.add(rate.seller_ref)
            found[rate.seller_ref] = _priced(rate, goods_by_seller[rate.seller_ref])
    return found


def arrival(*, now: datetime, dispatch_days: int, quote: Quote) -> tuple[date, date]:
    """First and last day of arrival in the shop's time zone. Sundays do not count and nothing arrives on one."""
    today = timezone.localdate(now)
    return (
        _working_day(today, dispatch_days + quote.days_min),
        _working_day(today, dispatch_days + quote.days_max),
    )


def arrival_text(first: date, last: date) -> str:
    """ "Arrives Thu 26 Nov", or "Arrives Thu 26 Nov to Tue 1 Dec"."""
    first_text, last_text = (date_format(day, "D j M") for day in (first, last))
    if first == last:
        return _("Arrives %(day)s") % {"day": first_text}
    return _("Arrives %(first)s to %(last)s") % {"first": first_text, "last": last_text}


def _lines(seller_refs: list[str], country: str, area_id: int | None) -> QuerySet[DeliveryRate]:
    """The lines that hold for the area, most exact first. Area trees are at most three levels deep."""
    here = Area.objects.filter(pk=area_id)  # type: ignore[misc]
    chain = [Q(area_id=area_id), *(Q(area_id__in=here.values(up)) for up in ("parent_id", "parent__parent_id"))]
    whole_country = Q(area=None)
    holds = whole_country if area_id is None else whole_country | chain[0] | chain[1] | chain[2]
    nearness = Case(
        When(whole_country, then=Value(len(chain))),
        *(When(step, then=Value(i)) for i, step in enumerate(chain) if area_id is not None),
        output_field=IntegerField(),
    )
    return DeliveryRate.objects.filter(holds, seller_ref__in=seller_refs, country=country).order_by(nearness)


def _priced(rate: DeliveryRate, goods: Money) -> Quote | None:
    if rate.currency != goods.currency:
        return None
    free_from = None if rate.free_from_minor is None else Money(rate.free_from_minor, rate.currency)
    is_free = free_from is not None and goods >= free_from
    price = Money.zero(rate.currency) if is_free else Money(rate.price_minor, rate.currency)
    return Quote(price, free_from, rate.days_min, rate.days_max)


def _working_day(start: date, days: int) -> date:
    """The day `days` working days after `start`; a Sunday gives way to Monday."""
    day, left = start, days
    while left > 0 or day.weekday() == SUNDAY:
        day += timedelta(days=1)
        left -= day.weekday() != SUNDAY
    return day
