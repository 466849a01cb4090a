"""Which rate counts: by hand before fetched, the newest of each kind, none that is too old."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from commerce.currencies.errors import NoRate, StaleRate
from commerce.currencies.models import Rate
from commerce.currencies.queries import rates
from commerce.currencies.queries.exchange import Exchange
from commerce.currencies.queries.rates import rate
from tests.factories.rates import make_manual, make_rate

pytestmark = pytest.mark.django_db


def said(found: Exchange) -> tuple[Decimal, str, str]:
    return found.rate, found.source, found.derived


def test_a_fetched_rate_is_told_with_its_day_source_and_row() -> None:
    make_rate(rate="200", hours=2)
    row = make_rate(rate="209.2000000001")
    ratio = Fraction("209.2000000001")
    assert rate("USD", "GYD") == Exchange("USD", "GYD", ratio, row.date, "frankfurter", row.fetched_at, (row.pk,))
    assert rate("USD", "GYD").rate == Decimal("209.2000000001")


def test_a_rate_is_used_for_a_day_and_not_longer(settings) -> None:
    make_rate(hours=23.99)
    assert said(rate("USD", "GYD")) == (Decimal("209.20"), "frankfurter", "")
    settings.RATE_MAX_HOURS = 23
    with pytest.raises(StaleRate) as refused:
        rate("USD", "GYD")
    assert (refused.value.status, refused.value.code) == (503, "stale_rate")
    told = "The exchange rate from USD to GYD is too old to be used. Amounts stay in USD for now."
    assert str(refused.value.message) == told


def test_the_age_is_that_of_the_database_clock(monkeypatch) -> None:
    """A host whose clock is years away changes nothing."""
    make_rate(hours=25)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2001, 1, 1, tzinfo=UTC))
    with pytest.raises(StaleRate):
        rate("USD", "GYD")
    make_rate(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2061, 1, 1, tzinfo=UTC))
    assert said(rate("USD", "GYD")) == (Decimal("209.20"), "frankfurter", "")


def test_a_pair_that_nobody_told_has_no_rate() -> None:
    make_rate("USD", "BDT", "122.5")
    with pytest.raises(NoRate) as refused:
        rate("GYD", "BDT")
    assert (refused.value.status, refused.value.code) == (503, "no_rate")


def test_a_rate_set_by_hand_wins_over_a_newer_fetched_one_until_it_ends() -> None:
    make_manual(rate="215", hours=2, lasts=24)
    make_rate(rate="209.20")
    assert said(rate("USD", "GYD")) == (Decimal(215), "manual", "")
    make_manual(rate="216", hours=2, lasts=1)
    assert said(rate("USD", "GYD")) == (Decimal("209.20"), "frankfurter", "")


def test_a_rate_set_by_hand_outlives_the_age_limit_of_machines() -> None:
    make_manual(hours=24 * 30, lasts=24 * 31)
    assert said(rate("USD", "GYD")) == (Decimal(215), "manual", "")


def test_a_replaced_one_does_not_come_back_when_its_successor_ends() -> None:
    make_manual(rate="215", hours=3, lasts=24 * 31)
    make_manual(rate="216", hours=2, lasts=1)
    with pytest.raises(StaleRate):
        rate("USD", "GYD")


def test_the_other_direction_is_the_exact_inverse_and_says_so() -> None:
    row = make_rate(rate="209.20")
    found = rate("GYD", "USD")
    assert (found.ratio, found.derived, found.rows) == (Fraction(10, 2092), "inverse", (row.pk,))
    assert found.rate == Decimal("0.0047801147")


def test_the_newest_row_counts_whichever_direction_it_was_told_in() -> None:
    make_manual("USD", "GYD", "215")
    make_manual("GYD", "USD", "0.005")
    assert said(rate("USD", "GYD")) == (Decimal(200), "manual", "inverse")


def test_two_currencies_meet_by_way_of_the_dollar_and_are_as_old_as_the_older() -> None:
    old = make_rate("USD", "GYD", "209.20", hours=20)
    new = make_manual("USD", "BDT", "122.50")
    found = rate("GYD", "BDT")
    assert (found.ratio, found.derived, found.rows) == (
        Fraction("122.5") / Fraction("209.2"),
        "cross",
        (old.pk, new.pk),
    )
    assert (found.fetched_at, found.date, found.source) == (old.fetched_at, old.date, "frankfurter+manual")
    assert found.is_by_hand


def test_a_rate_of_the_pair_itself_is_better_than_the_way_round() -> None:
    make_rate("USD", "GYD", "200")
    make_rate("USD", "BDT", "100")
    make_manual("GYD", "BDT", "0.6")
    assert said(rate("GYD", "BDT")) == (Decimal("0.6"), "manual", "")


def test_the_way_round_needs_two_rates_of_today() -> None:
    make_rate("USD", "GYD", "200", hours=25)
    make_rate("USD", "BDT", "100")
    with pytest.raises(StaleRate):
        rate("GYD", "BDT")


def test_asking_takes_one_statement() -> None:
    make_rate()
    with CaptureQueriesContext(connection) as asked:
        rate("GYD", "USD")
    assert len(asked) == 1


@pytest.mark.parametrize(("base", "quote"), [("USD", "USD"), ("USD", "XXX"), ("usd", "GYD")])
def test_no_pair_of_two_known_currencies_is_a_mistake_of_ours(base: str, quote: str) -> None:
    with pytest.raises(ValueError, match="no pair"):
        rate(base, quote)


def test_what_an_order_keeps_gives_the_same_rate_again() -> None:
    make_rate("USD", "GYD", "209.20")
    make_rate("USD", "BDT", "122.57")
    found = rates.rate("GYD", "BDT")
    assert Exchange.from_kept(found.kept()) == found
    assert found.kept()["rate"] == "0.5858986616"


@pytest.mark.parametrize("statement", ["UPDATE currencies_rate SET rate = 1", "DELETE FROM currencies_rate"])
def test_the_database_changes_and_deletes_no_rate(statement: str) -> None:
    make_rate()
    with pytest.raises(DatabaseError, match="rate_kept"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Rate.objects.get().rate == Decimal("209.20")


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"rate": "0"}, "rate_positive"),
        ({"base": "GYD"}, "rate_of_two_currencies"),
        ({"source": "manual", "actor": "staff:test"}, "rate_by_hand_ends"),
        ({"valid_until": datetime(2030, 1, 1, tzinfo=UTC)}, "rate_by_hand_ends"),
        ({"lasts": 24 * 31 + 1}, "rate_by_hand_within_a_month"),
        ({"lasts": -1}, "rate_by_hand_within_a_month"),
        ({"lasts": 1, "actor": ""}, "rate_by_hand_names_somebody"),
    ],
)
def test_the_database_refuses_what_is_no_rate(wrong: dict, constraint: str) -> None:
    make = make_manual if "lasts" in wrong else make_rate
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(**wrong)


def test_a_rate_keeps_ten_places_and_no_float_touches_it() -> None:
    make_rate(rate="0.1234567891")
    assert Rate.objects.get().rate == Decimal("0.1234567891")
    assert Rate.objects.get().fetched_at - timedelta(seconds=5) < datetime.now(UTC)
