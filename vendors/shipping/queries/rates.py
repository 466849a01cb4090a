"""What a seller's parcel costs to an area, and when it arrives."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .matching import zones_for
from .pricing import Answer, Parcel, Quote, answer

__all__ = ["Answer", "Parcel", "Quote", "answers", "arrival", "arrival_text"]
SUNDAY = 6


def answers(*, parcels: Mapping[str, Parcel], country: str, area_id: int | None) -> dict[str, Answer]:
    """What each seller's delivery table says of its parcel, by the seller's public id, in one statement. `area_id` is
    an area of `country`.

    The most exact zone of a seller decides alone: a parcel that none of its services takes is not delivered, also
    when a wider zone would take it.
    """
    zones = zones_for(seller_refs=list(parcels), country=country, area_id=area_id)
    return {ref: answer(zones.get(ref), parcel) for ref, parcel in parcels.items()}


def arrival(*, now: datetime, dispatch_days: int, quote: Quote) -> tuple[date, date]:
    """First and last day of arrival in the shop's time zone. Sundays do not count and nothing arrives on one."""
    today = timezone.localdate(now)
    return (
        working_day(today, dispatch_days + quote.days_min),
        working_day(today, dispatch_days + quote.days_max),
    )


def arrival_text(first: date, last: date) -> str:
    """ "Arrives Thu 26 Nov", or "Arrives Thu 26 Nov to Tue 1 Dec"."""
    first_text, last_text = (date_format(day, "D j M") for day in (first, last))
    if first == last:
        return _("Arrives %(day)s") % {"day": first_text}
    return _("Arrives %(first)s to %(last)s") % {"first": first_text, "last": last_text}


def working_day(start: date, days: int) -> date:
    """The day `days` working days after `start`; a Sunday gives way to Monday."""
    day, left = start, days
    while left > 0 or day.weekday() == SUNDAY:
        day += timedelta(days=1)
        left -= day.weekday() != SUNDAY
    return day
