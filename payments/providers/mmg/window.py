"""When banks take part in a payment with MMG. Pure: a time goes in, an answer comes out.

A payment from a wallet is not bound to it; work of a bank (a bank account as the source, a transfer) is. The hours
and whether a day counts have no public source: they are settings.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from .holidays import holidays

GEORGETOWN = timezone(timedelta(hours=-4), "Georgetown")  # Guyana has no summer time
HOURS = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_OF_DAY = 24 * 60
LONGEST_CLOSED_DAYS = 366


@dataclass(frozen=True)
class Window:
    """Open from minute `opens` of a day in Georgetown until before minute `closes`, but for public holidays,
    `closed_on` (days of the week, Monday is 0) and `more_holidays`."""

    opens: int
    closes: int
    closed_on: frozenset[int] = frozenset()
    more_holidays: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= MINUTES_OF_DAY or len(self.closed_on) >= len(DAYS):
            raise ValueError("the window must open before it closes, on one day of the week at least")

    def is_open(self, at: datetime) -> bool:
        """At an aware time."""
        local = in_georgetown(at)
        return self._takes_place(local.date()) and self.opens <= local.hour * 60 + local.minute < self.closes

    def next_opening(self, at: datetime) -> datetime:
        """When work that comes up at an aware time can begin: `at` itself while it is open. In Georgetown's time."""
        local = in_georgetown(at)
        if self.is_open(at):
            return local
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        for days in range(LONGEST_CLOSED_DAYS):
            opening = midnight + timedelta(days=days, minutes=self.opens)
            if opening > local and self._takes_place(opening.date()):
                return opening
        raise ValueError("the window does not open within a year")

    def _takes_place(self, day: date) -> bool:
        closed = day in holidays(day.year) or day in self.more_holidays or day.weekday() in self.closed_on
        return not closed


def parse(hours: str, closed_on: Iterable[str] = (), more_holidays: Iterable[str] = ()) -> Window:
    """From words of settings: `8:00-18:00`, `sat`, `2027-01-04`. Raises ValueError."""
    found = HOURS.fullmatch(hours)
    if not found or int(found[2]) >= 60 or int(found[4]) >= 60:
        raise ValueError(f"{hours!r} is not like 8:00-18:00")
    opens, closes = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    weekdays = frozenset(DAYS.index(day.lower()[:3]) for day in closed_on)
    return Window(opens, closes, weekdays, frozenset(map(date.fromisoformat, more_holidays)))


def in_georgetown(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at.astimezone(GEORGETOWN)
