"""Rates of the demo market say that they are made up, and a shop's own stay as they are."""

from decimal import Decimal

from commerce.currencies.models import Rate
from commerce.currencies.queries.rates import rate
from commerce.demo.load_rates import load_rates


def test_amounts_can_be_told_in_dollars_and_taka(loaded) -> None:
    assert [rate("USD", code).rate for code in ("GYD", "BDT")] == [Decimal("209.20"), Decimal("122.50")]
    assert set(Rate.objects.values_list("note", "actor")) == {("Demo rate: made up, not from a bank", "demo market")}


def test_a_shop_with_rates_keeps_its_own(loaded) -> None:
    assert (load_rates(), Rate.objects.count()) == (0, 2)
