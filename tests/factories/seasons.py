"""Days of the year near today, for goods of a season."""

from datetime import timedelta

from django.utils import timezone


def day(offset: int) -> int:
    """Month * 100 + day, so many days from today in the shop's time zone; never the 29th of February."""
    found = timezone.localdate() + timedelta(days=offset)
    if (found.month, found.day) == (2, 29):
        found += timedelta(days=1 if offset > 0 else -1)
    return found.month * 100 + found.day


def season(first: int, last: int) -> dict[str, int]:
    """The columns of a season from `first` to `last` days from today."""
    return {"season_from": day(first), "season_to": day(last)}


NOW, LATER = (-3, 3), (10, 20)
