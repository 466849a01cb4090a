"""Days of arrival, counted without Sundays, and in words."""

from datetime import UTC, date, datetime

import pytest

from commerce.kernel.money import Money
from vendors.shipping.queries.rates import Quote, arrival, arrival_text


# 23 November 2026 is a Monday.
@pytest.mark.parametrize(
    ("now", "dispatch", "days", "expected"),
    [
        ("2026-11-23T12:00", 0, (0, 0), (date(2026, 11, 23), date(2026, 11, 23))),
        ("2026-11-23T12:00", 1, (1, 3), (date(2026, 11, 25), date(2026, 11, 27))),
        ("2026-11-27T12:00", 1, (1, 7), (date(2026, 11, 30), date(2026, 12, 7))),
        ("2026-11-29T12:00", 0, (0, 1), (date(2026, 11, 30), date(2026, 11, 30))),
        ("2026-11-28T12:00", 0, (1, 1), (date(2026, 11, 30), date(2026, 11, 30))),
        ("2026-11-24T03:59", 0, (0, 0), (date(2026, 11, 23), date(2026, 11, 23))),  # still Monday in Georgetown
    ],
)
def test_arrival_passes_over_sundays(
    now: str, dispatch: int, days: tuple[int, int], expected: tuple[date, date]
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    found = arrival(now=moment, dispatch_days=dispatch, quote=Quote(Money(0, "GYD"), None, *days))
    assert found == expected


def test_days_in_words() -> None:
    first, last = date(2026, 11, 26), date(2026, 12, 1)
    assert arrival_text(first, first) == "Arrives Thu 26 Nov"
    assert arrival_text(first, last) == "Arrives Thu 26 Nov to Tue 1 Dec"
