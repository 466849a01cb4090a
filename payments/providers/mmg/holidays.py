"""The public holidays of Guyana. Fixed ones and those that hang on Easter are computed for any year; the four that
follow the moon are a table (`holidays.csv`), which ends in a year that `TABLE_ENDS` tells."""

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("holidays.csv")
# New Year, Republic Day, Labour Day, Arrival Day, Independence Day, Emancipation Day, Christmas, Boxing Day.
FIXED = ((1, 1), (2, 23), (5, 1), (5, 5), (5, 26), (8, 1), (12, 25), (12, 26))
GOOD_FRIDAY, EASTER_MONDAY = timedelta(days=-2), timedelta(days=1)
SUNDAY, MONDAY = 6, 0


def read_table() -> frozenset[date]:
    """The dates of `holidays.csv`."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return frozenset(date.fromisoformat(row["date"]) for row in csv.DictReader(lines))


MOVABLE = read_table()
TABLE_ENDS = max(MOVABLE).year


@cache
def holidays(year: int) -> frozenset[date]:
    """All public holidays of a year. One on a Sunday is kept on the next day that is none, too."""
    days = {date(year, month, day) for month, day in FIXED}
    days |= {easter(year) + GOOD_FRIDAY, easter(year) + EASTER_MONDAY, caricom_day(year)}
    days |= {day for day in MOVABLE if day.year == year}
    for sunday in sorted(day for day in days if day.weekday() == SUNDAY):
        in_lieu = sunday + timedelta(days=1)
        while in_lieu in days:
            in_lieu += timedelta(days=1)
        days.add(in_lieu)
    return frozenset(days)


def caricom_day(year: int) -> date:
    """The first Monday of July."""
    first = date(year, 7, 1)
    return first + timedelta(days=(MONDAY - first.weekday()) % 7)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
