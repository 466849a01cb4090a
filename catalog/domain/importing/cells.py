"""Readers of single cells: text to value, or Wrong with a reason for people."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from commerce.kernel.money import MAX_MINOR, Money

Reader = Callable[[str], Any]
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
DIGITS = 15
MOST_UNITS = 1_000_000_000
WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class Wrong(ValueError):
    """The text cannot be the value that the column means."""


def unreadable(text: str) -> str:
    """Why this text can be no text of the shop; "" when it can."""
    if text.isascii():
        return _("There is a NUL character in it.") if "\0" in text else ""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return _("The text is not in UTF-8.")
    return _("There is a NUL character in it.") if "\0" in text else ""


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words, with a sign that something is missing."""
    cut = text[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip() + "…"


def number(text: str) -> Decimal:
    if not NUMBER.fullmatch(text):
        raise Wrong(_("Not a number: digits and at most one point, no currency sign."))
    if len(text) > DIGITS:
        raise Wrong(_("The number is too large."))
    return Decimal(text)


def price(currency: str) -> Reader:
    """Reads an amount in major units as minor units of `currency`; None for an empty cell."""

    def read(text: str) -> int | None:
        if not text:
            return None
        amount = number(text)
        if amount < 0:
            raise Wrong(_("A price is zero or more."))
        try:
            minor = Money.of(amount, currency).minor
        except ValueError as error:
            reason = _("The price has more digits after the point than %(currency)s has.")
            raise Wrong(reason % {"currency": currency}) from error
        if minor > MAX_MINOR:
            raise Wrong(_("The number is too large."))
        return minor

    return read


def grams(text: str) -> int | None:
    """Whole grams; nothing and zero both mean that nobody weighed it."""
    if not text:
        return None
    weight = number(text)
    if weight < 0 or weight > MOST_UNITS:
        raise Wrong(_("A weight is zero or more grams."))
    return int(weight.to_integral_value(ROUND_HALF_UP)) or None


def whole(text: str) -> int | None:
    if not text:
        return None
    value = number(text)
    if value != value.to_integral_value() or abs(value) > MOST_UNITS:
        raise Wrong(_("Not a whole number."))
    return int(value)


def flag(*, default: bool) -> Reader:
    """Reads true and false; `default` for an empty cell."""

    def read(text: str) -> bool:
        if not text:
            return default
        if text.lower() not in WORDS:
            raise Wrong(_("Neither true nor false."))
        return WORDS[text.lower()]

    return read
