"""Rates that staff set: checked, named, and gone when their time is over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from commerce.currencies.domain.by_hand import end_manual, set_manual
from commerce.currencies.errors import FarOff, NotByHand, WrongRate
from commerce.currencies.models import Rate
from commerce.currencies.queries.rates import rate
from commerce.kernel.clock import database_now
from tests.factories.rates import make_manual, make_rate

pytestmark = pytest.mark.django_db
USD_GYD = {"base": "USD", "quote": "GYD", "actor": "staff:usr_1"}


def test_a_rate_set_by_hand_names_who_set_it_and_lasts_a_day() -> None:
    kept = set_manual(**USD_GYD, rate=Decimal("215.5"), note=" Republic Bank, selling ", day=date(2026, 11, 26))
    assert (kept.rate, kept.source, kept.actor, kept.note) == (
        Decimal("215.5"), "manual", "staff:usr_1", "Republic Bank, selling",
    )  # fmt: skip
    assert (kept.date, kept.valid_until - kept.fetched_at) == (date(2026, 11, 26), timedelta(hours=24))
    assert abs(kept.fetched_at - database_now()) < timedelta(seconds=5)
    assert rate("USD", "GYD").rows == (kept.pk,)


def test_setting_it_again_is_a_newer_row() -> None:
    set_manual(**USD_GYD, rate=Decimal(215))
    set_manual(**USD_GYD, rate=Decimal(216), valid_for=timedelta(days=31))
    assert list(Rate.objects.order_by("id").values_list("rate", flat=True)) == [215, 216]
    assert rate("USD", "GYD").rate == 216


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"base": "XXX"}, "base"),
        ({"quote": "usd"}, "quote"),
        ({"quote": "USD"}, "quote"),
        ({"rate": Decimal(0)}, "rate"),
        ({"rate": Decimal(-1)}, "rate"),
        ({"rate": Decimal("NaN")}, "rate"),
        ({"rate": Decimal("0.12345678901")}, "rate"),
        ({"rate": Decimal(10) ** 10}, "rate"),
        ({"rate": Decimal("1E+400")}, "rate"),
        ({"valid_for": timedelta(minutes=59)}, "valid_for"),
        ({"valid_for": timedelta(days=31, seconds=1)}, "valid_for"),
    ],
)
def test_what_is_no_rate_is_refused_at_its_field(wrong: dict, field: str) -> None:
    with pytest.raises(WrongRate) as refused:
        set_manual(**{**USD_GYD, "rate": Decimal(215), **wrong})
    assert (refused.value.status, refused.value.details) == (422, {"field": field})
    assert not Rate.objects.exists()


@pytest.mark.parametrize(
    ("typed", "is_far"), [("219.66", False), ("219.67", True), ("198.74", False), ("198.73", True)]
)
def test_more_than_five_per_cent_away_wants_somebody_who_is_sure(typed: str, is_far: bool) -> None:
    make_rate(rate="209.20")
    if not is_far:
        assert set_manual(**USD_GYD, rate=Decimal(typed)).rate == Decimal(typed)
        return
    with pytest.raises(FarOff):
        set_manual(**USD_GYD, rate=Decimal(typed))
    assert set_manual(**USD_GYD, rate=Decimal(typed), is_sure=True).rate == Decimal(typed)


def test_a_slip_is_told_with_the_last_rate_also_of_the_other_direction() -> None:
    make_rate("GYD", "USD", "0.005")
    with pytest.raises(FarOff) as refused:
        set_manual(**USD_GYD, rate=Decimal(2000))
    told = "The last rate was 1 GYD = 0.005 USD. This is 900.0 % away from it: check the digits, or confirm it."
    assert str(refused.value.message) == told


def test_stopping_lets_fetched_rates_count_again_and_names_who_did() -> None:
    make_rate(rate="209.20")
    make_manual(rate="215", lasts=24 * 31)
    ended = end_manual(base="GYD", quote="USD", actor="staff:usr_2", note="the bank changed")
    assert rate("USD", "GYD").rate == Decimal("209.20")
    assert (ended.rate, ended.actor, ended.note) == (Decimal(215), "staff:usr_2", "the bank changed")
    assert ended.valid_until == ended.fetched_at


def test_there_is_nothing_to_stop_when_it_has_ended() -> None:
    make_rate()
    make_manual(hours=2, lasts=1)
    with pytest.raises(NotByHand):
        end_manual(base="USD", quote="GYD", actor="staff:usr_1")
