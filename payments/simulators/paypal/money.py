"""Amounts as PayPal writes them: decimal strings of one of 25 currencies; counted here in minor units."""

from __future__ import annotations

import re
from typing import Any

from payments.simulators.paypal.errors import invalid, missing, unprocessable

# https://developer.paypal.com/api/rest/reference/currency-codes/ (1 July 2026). Neither GYD nor BDT.
CURRENCIES = frozenset(
    """AUD BRL CAD CNY CZK DKK EUR HKD HUF ILS JPY MYR MXN TWD NZD NOK PHP PLN GBP RUB SGD SEK CHF THB USD""".split()
)
NO_DECIMALS = frozenset({"HUF", "JPY", "TWD"})
SHAPE = re.compile(r"-?\d{1,10}(\.\d{1,3})?")
Amount = dict[str, str]


def exponent(currency: str) -> int:
    return 0 if currency in NO_DECIMALS else 2


def read(amount: Any, field: str) -> tuple[int, str]:
    """Minor units and currency of `{"currency_code", "value"}`. Raises PayPalError."""
    if not isinstance(amount, dict):
        raise missing(field)
    for name in ("currency_code", "value"):
        if not isinstance(amount.get(name), str):
            raise missing(f"{field}/{name}")
    currency, value = amount["currency_code"], amount["value"]
    if currency not in CURRENCIES:
        raise unprocessable("CURRENCY_NOT_SUPPORTED", "Currency code is not currently supported.", field)
    if not SHAPE.fullmatch(value):
        raise invalid(
            "INVALID_PARAMETER_SYNTAX", "The value of a field does not conform to its syntax.", f"{field}/value"
        )
    whole, _, part = value.partition(".")
    if len(part.rstrip("0")) > exponent(currency):
        raise unprocessable("DECIMAL_PRECISION", "The value has more decimals than the currency.", f"{field}/value")
    digits = part[: exponent(currency)].ljust(exponent(currency), "0")
    return int(whole + digits), currency


def read_positive(amount: Any, field: str) -> tuple[int, str]:
    """As `read`, and more than nothing."""
    minor, currency = read(amount, field)
    if minor <= 0:
        raise unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", "Must be greater than zero.", f"{field}/value")
    return minor, currency


def written(minor: int, currency: str) -> Amount:
    digits = exponent(currency)
    sign, text = ("-" if minor < 0 else ""), str(abs(minor)).rjust(digits + 1, "0")
    value = f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"
    return {"currency_code": currency, "value": value}


def fee_of(minor: int, currency: str, *, basis_points: int, fixed: int) -> int:
    """A share in 1/10,000 and a fixed part in hundredths, rounded half up; never more than the amount."""
    share = (minor * basis_points + 5_000) // 10_000
    return min(minor, share + (fixed if exponent(currency) else (fixed + 50) // 100))
