"""Rates as people read them."""

from decimal import Decimal
from fractions import Fraction

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ..states import SOURCE_NAMES
from .exchange import Exchange, as_rate

LEAST_PLACES = 2


def number(rate: Decimal) -> str:
    """`209.20`, `0.0047801147`: two digits after the point at least, no noughts at the end beyond them."""
    digits = format(rate.normalize(), "f").partition(".")[2]
    return number_format(rate, decimal_pos=max(LEAST_PLACES, len(digits)), force_grouping=True)


def sentence(base: str, quote: str, rate: Decimal) -> str:
    """`1 USD = 209.20 GYD`."""
    return f"1 {base} = {number(rate)} {quote}"


def counted(exchange: Exchange) -> str:
    """What one unit of the currency that an amount was put into counted as, and whose word that is:
    `1 USD = 209.20 GYD (Frankfurter)`."""
    rate = as_rate(1 / exchange.ratio)
    whose = _("the market's own rate") if exchange.is_by_hand else source_name(exchange.source)
    return f"{sentence(exchange.quote, exchange.base, rate)} ({whose})"


def source_name(source: str) -> str:
    """The source, or both of a rate that was made of two."""
    return _(" and ").join(str(SOURCE_NAMES.get(one, one)) for one in source.split("+"))


def pairs_in_use() -> list[tuple[str, str]]:
    """The pairs that the shop's operator named (RATE_PAIRS)."""
    return [(base, quote) for base, quote in settings.RATE_PAIRS]


def percent(part: Fraction) -> str:
    """A part of the whole in per cent, without its sign and to one place: `12.5`."""
    return number_format(Decimal(round(abs(part) * 1000)).scaleb(-1), decimal_pos=1)
