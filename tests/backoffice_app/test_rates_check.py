"""The doctor looks at the rates of the pairs in use."""

import pytest

from commerce.backoffice.checks import Level, rates
from commerce.backoffice.checks.run import CHECKS
from tests.factories.rates import make_rate

pytestmark = pytest.mark.django_db


def test_a_rate_that_is_too_old_or_not_there_is_told(settings) -> None:
    settings.RATE_PAIRS = [("USD", "GYD"), ("BDT", "USD"), ("USD", "TTD")]
    make_rate()
    make_rate("USD", "BDT", "122.5", hours=25)
    assert [(found.level, found.text[:55]) for found in rates.in_use()] == [
        (Level.PASS, f"1 USD = 209.20 GYD, Frankfurter, {make_rate().date}"),
        (Level.WARN, "The exchange rate from BDT to USD is too old to be used"),
        (Level.WARN, "There is no exchange rate from USD to TTD. Amounts stay"),
    ]


def test_a_shop_of_one_currency_is_well(settings) -> None:
    settings.RATE_PAIRS = []
    assert [found.level for found in rates.in_use()] == [Level.PASS]
    assert rates.in_use in CHECKS
