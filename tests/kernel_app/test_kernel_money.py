"""Money: whole minor units, no unit made or lost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.kernel.money import CurrencyMismatch, Money, share, split, tax_inside
from commerce.kernel.money_text import money_text

AMOUNTS = st.integers(-(10**12), 10**12)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=50).filter(any)


@given(AMOUNTS, WEIGHTS)
def test_the_parts_add_up_to_the_whole(minor, weights):
    assert sum(split(minor, weights)) == minor


@given(AMOUNTS, WEIGHTS)
def test_no_part_is_a_unit_away_from_its_fair_share(minor, weights):
    whole = sum(weights)
    assert all(
        abs(part * whole - minor * weight) < whole for part, weight in zip(split(minor, weights), weights, strict=True)
    )


@given(st.integers(0, 10**12), st.integers(0, 9_999))
def test_tax_inside_is_the_rate_on_the_rest(minor, rate):
    tax = tax_inside(minor, rate)
    exact = Decimal(minor) * rate / (10_000 + rate)
    assert abs(Decimal(tax) - exact) <= Decimal("0.5")


@pytest.mark.parametrize(("minor", "rate", "expected"), [(114_00, 1400, 14_00), (225_000, 1400, 27_632), (1, 1400, 0)])
def test_known_taxes(minor, rate, expected):
    assert tax_inside(minor, rate) == expected


def test_a_share_is_rounded_half_up():
    assert [share(minor, 5_000) for minor in (1, 2, 3)] == [1, 1, 2]


def test_currencies_do_not_mix():
    with pytest.raises(CurrencyMismatch):
        Money(1, "GYD") + Money(1, "BDT")


def test_floats_and_unknown_currencies_are_refused():
    with pytest.raises(TypeError):
        Money(1.0, "GYD")
    with pytest.raises(ValueError, match="XXX"):
        Money(1, "XXX")


@pytest.mark.parametrize(("amount", "minor"), [("42", 4200), ("42.50", 4250), (Decimal("0.01"), 1)])
def test_from_major_units(amount, minor):
    assert Money.of(amount, "GYD") == Money(minor, "GYD")


def test_more_digits_than_the_currency_has_are_refused():
    with pytest.raises(ValueError, match="whole number"):
        Money.of("1.005", "GYD")


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(420_000, "GYD"), "G$4,200"),
        (Money(420_050, "GYD"), "G$4,200.50"),
        (Money(-125_000, "BDT"), "−৳1,250"),
        (Money(1250, "USD"), "US$12.50"),
    ],
)
def test_as_people_write_it(money, text):
    assert money_text(money, locale="en") == text
