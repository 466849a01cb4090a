"""The hours of banks: edges of the day, public holidays of Guyana, any zone."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from payments.providers.mmg.adapter import bank_window
from payments.providers.mmg.holidays import MOVABLE, TABLE_ENDS, easter, holidays
from payments.providers.mmg.window import GEORGETOWN, Window, parse

USUAL = parse("8:00-18:00")


def there(*when: int) -> datetime:
    return datetime(*when, tzinfo=GEORGETOWN)


@pytest.mark.parametrize(
    ("when", "is_open"),
    [
        ((2026, 11, 30, 7, 59, 59), False),
        ((2026, 11, 30, 8, 0), True),
        ((2026, 11, 30, 17, 59, 59), True),
        ((2026, 11, 30, 18, 0), False),
        ((2026, 11, 30, 0, 0), False),
        ((2026, 12, 25, 12, 0), False),
        ((2026, 12, 26, 12, 0), False),
        ((2026, 12, 27, 12, 0), True),
        ((2027, 3, 22, 12, 0), False),
    ],
)
def test_it_opens_at_eight_and_has_closed_at_six_but_for_holidays(when, is_open):
    assert USUAL.is_open(there(*when)) == is_open


def test_the_time_is_georgetowns_whatever_zone_it_is_told_in():
    assert USUAL.is_open(datetime(2026, 11, 30, 12, 0, tzinfo=UTC))
    assert not USUAL.is_open(datetime(2026, 11, 30, 11, 59, tzinfo=UTC))
    dhaka = timezone(timedelta(hours=6))
    assert USUAL.is_open(datetime(2026, 12, 1, 3, 59, tzinfo=dhaka))
    assert not USUAL.is_open(datetime(2026, 12, 1, 4, 0, tzinfo=dhaka))


@pytest.mark.parametrize(
    ("when", "opens"),
    [
        ((2026, 11, 30, 7, 59), (2026, 11, 30, 8, 0)),
        ((2026, 11, 30, 12, 34), (2026, 11, 30, 12, 34)),
        ((2026, 11, 30, 18, 0), (2026, 12, 1, 8, 0)),
        ((2026, 11, 30, 23, 59), (2026, 12, 1, 8, 0)),
        ((2026, 12, 1, 0, 0), (2026, 12, 1, 8, 0)),
        ((2026, 12, 24, 18, 0), (2026, 12, 27, 8, 0)),
        ((2026, 12, 31, 18, 0), (2027, 1, 2, 8, 0)),
        ((2027, 3, 26, 12, 0), (2027, 3, 27, 8, 0)),
    ],
)
def test_it_opens_next_on_the_morning_of_a_day_that_is_no_holiday(when, opens):
    assert USUAL.next_opening(there(*when)) == there(*opens)


def test_settings_close_days_of_the_week_and_further_days():
    window = parse("8:00-18:00", ["sat", "Sunday"], ["2026-12-28"])
    assert window.next_opening(there(2026, 12, 24, 18, 0)) == there(2026, 12, 29, 8, 0)
    assert window.is_open(there(2026, 12, 29, 8, 0))


def test_the_shops_window_is_that_of_its_settings(settings):
    settings.MMG_WINDOW, settings.MMG_HOLIDAYS = "0:00-24:00", ["2026-12-01"]
    assert bank_window() == Window(0, 24 * 60, frozenset(), frozenset({date(2026, 12, 1)}))
    assert bank_window().is_open(there(2026, 11, 30, 23, 59))
    assert not bank_window().is_open(there(2026, 12, 1, 0, 0))


@pytest.mark.parametrize("hours", ["18:00-8:00", "8:00-8:00", "8-18", "8:60-18:00", "8:00-25:00", ""])
def test_a_window_that_does_not_open_is_refused(hours):
    with pytest.raises(ValueError):
        parse(hours)


def test_a_window_that_is_closed_all_week_is_refused():
    with pytest.raises(ValueError):
        parse("8:00-18:00", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        USUAL.is_open(datetime(2026, 11, 30, 12, 0))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)],
)
def test_easter_falls_where_almanacs_say(year, month, day):
    assert easter(year) == date(year, month, day)


def test_the_holidays_of_2027_are_those_of_the_law_and_of_the_table():
    days = "01-01 02-23 03-22 03-26 03-29 05-01 05-05 05-17 05-26 07-05 08-01 08-02 08-15 08-16 10-29 12-25 12-26 12-27"
    assert sorted(day.strftime("%m-%d") for day in holidays(2027)) == days.split()


def test_the_table_has_four_movable_holidays_a_year_to_its_end():
    years = [day.year for day in MOVABLE]
    assert [years.count(year) for year in range(2026, TABLE_ENDS + 1)] == [4, 4, 4]
