"""Converting is exact, and rounds once."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.currencies.domain.convert import convert
from commerce.currencies.queries.exchange import Exchange
from commerce.kernel.money import CurrencyMismatch, Money, exponent

CODES = ("USD", "GYD", "JPY", "KWD")
RATIOS = st.fractions(min_value=Fraction(1, 10**6), max_value=10**6, max_denominator=10**10)
AMOUNTS = st.integers(min_value=-(10**12), max_value=10**12)
PAIRS = st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)).filter(lambda pair: pair[0] != pair[1])


def at(ratio: Fraction | str, base: str = "USD", quote: str = "GYD") -> Exchange:
    moment = datetime(2026, 11, 27, tzinfo=UTC)
    return Exchange(base, quote, Fraction(ratio), date(2026, 11, 27), "file", moment, (1,))


def exactly(minor: int, rate: Exchange) -> Fraction:
    """Minor units of the quote before rounding."""
    return minor * rate.ratio * Fraction(10) ** (exponent(rate.quote) - exponent(rate.base))


@pytest.mark.parametrize(
    ("minor", "ratio", "pair", "expected"),
    [
        (1999, "209.20", ("USD", "GYD"), 418191),  # 4,181.908
        (1, "0.5", ("USD", "GYD"), 1),  # half up
        (3, "0.5", ("USD", "GYD"), 2),
        (-1, "0.5", ("USD", "GYD"), -1),  # as its opposite
        (1, "0.4999999999", ("USD", "GYD"), 0),
        (1000, "150.505", ("USD", "JPY"), 1505),  # no minor digits
        (100, "0.3075", ("USD", "KWD"), 308),  # three
        (10**12, "209.2000000001", ("USD", "GYD"), 209_200_000_000_100),
    ],
)
def test_amounts_worked_out_by_hand(minor: int, ratio: str, pair: tuple[str, str], expected: int) -> None:
    assert convert(Money(minor, pair[0]), pair[1], at(ratio, *pair)) == Money(expected, pair[1])


@given(minor=AMOUNTS, ratio=RATIOS, pair=PAIRS)
def test_it_is_never_further_than_half_a_unit_from_the_exact_amount(minor, ratio, pair) -> None:
    rate = at(ratio, *pair)
    assert abs(convert(Money(minor, pair[0]), pair[1], rate).minor - exactly(minor, rate)) <= Fraction(1, 2)


@given(minor=AMOUNTS, ratio=RATIOS, pair=PAIRS)
def test_there_and_back_is_within_half_a_unit_of_the_coarser_currency(minor, ratio, pair) -> None:
    """Half a unit of the other currency, told in the first one, and half a unit of the first for the way back."""
    rate = at(ratio, *pair)
    turned = at(1 / rate.ratio, pair[1], pair[0])
    back = convert(convert(Money(minor, pair[0]), pair[1], rate), pair[0], turned)
    half_of_the_other = abs(exactly(1, turned)) / 2
    assert abs(back.minor - minor) <= half_of_the_other + Fraction(1, 2)


@given(minor=AMOUNTS, ratio=st.fractions(min_value=Fraction(101, 100), max_value=10**6, max_denominator=10**10))
def test_there_and_back_is_the_same_where_the_other_currency_is_finer(minor, ratio) -> None:
    rate = at(ratio)
    assert convert(convert(Money(minor, "USD"), "GYD", rate), "USD", at(1 / ratio, "GYD", "USD")).minor == minor


@given(one=AMOUNTS, two=AMOUNTS, ratio=RATIOS, pair=PAIRS)
def test_more_never_becomes_less(one, two, ratio, pair) -> None:
    rate, (low, high) = at(ratio, *pair), sorted([one, two])
    assert convert(Money(low, pair[0]), pair[1], rate) <= convert(Money(high, pair[0]), pair[1], rate)


@given(minor=AMOUNTS, ratio=RATIOS, pair=PAIRS)
def test_what_goes_back_is_what_came_in(minor, ratio, pair) -> None:
    rate = at(ratio, *pair)
    assert convert(Money(-minor, pair[0]), pair[1], rate) == -convert(Money(minor, pair[0]), pair[1], rate)


@given(ratio=RATIOS, pair=PAIRS)
def test_nothing_stays_nothing(ratio, pair) -> None:
    assert convert(Money.zero(pair[0]), pair[1], at(ratio, *pair)) == Money.zero(pair[1])


@pytest.mark.parametrize(("currency", "rate"), [("BDT", at("209.2")), ("GYD", at("0.1", "GYD", "USD"))])
def test_a_rate_of_another_pair_or_direction_is_refused(currency: str, rate: Exchange) -> None:
    with pytest.raises(CurrencyMismatch):
        convert(Money(100, "USD"), currency, rate)
