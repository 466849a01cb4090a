"""How money is written for people: one place, by locale and market."""

from decimal import Decimal
from functools import cache, lru_cache

from babel.numbers import NumberPattern, format_decimal, parse_pattern
from django.utils.translation import get_language

from .money import Money, exponent

# The sign people of the market write, where Babel's own is not the one they know.
SYMBOLS = {
    "GYD": "G$",
    "BDT": "৳",
    "USD": "US$",
    "TTD": "TT$",
    "BBD": "Bds$",
    "XCD": "EC$",
    "JMD": "J$",
    "EUR": "€",
    "GBP": "£",
}
# Currencies told without minor units unless there are some.
WHOLE = frozenset({"GYD", "BDT", "JMD"})
MINUS = "\N{MINUS SIGN}"


def money_text(money: Money, *, locale: str | None = None) -> str:
    """`G$4,200`, `৳1,250`, `US$12.50`, with a true minus sign."""
    return _written(money, (locale or get_language() or "en").replace("-", "_"))


@lru_cache(maxsize=8_192)
def _written(money: Money, locale: str) -> str:
    digits = exponent(money.currency)
    if money.currency in WHOLE and money.minor % 10**digits == 0:
        digits = 0
    number = format_decimal(abs(money.major), format=_pattern(digits), locale=locale)
    sign = MINUS if money.minor < 0 else ""
    return f"{sign}{SYMBOLS.get(money.currency, money.currency + ' ')}{number}"


@cache
def _pattern(digits: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * digits if digits else ""))


def rate_text(basis_points: int, *, locale: str | None = None) -> str:
    """`14 %`, `12.5 %`."""
    language = (locale or get_language() or "en").replace("-", "_")
    return f"{format_decimal(Decimal(basis_points) / 100, format='0.##', locale=language)}\N{NO-BREAK SPACE}%"


def money_body(money: Money) -> dict[str, int | str]:
    """An amount as programs get it: {"minor": 185000, "currency": "GYD", "text": "G$1,850"}."""
    return {"minor": money.minor, "currency": money.currency, "text": money_text(money)}
