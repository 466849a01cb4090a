"""What a shopper asked of a list, read from an address: words, filters, order, place.

Anything that cannot be meant is left out and told; nothing here raises.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from django.utils.translation import gettext as _

from commerce.kernel.money import MAX_MINOR, exponent

from ..search.engine import SORTS
from .arrivals import WITHIN
from .number_ranges import NUMBER, Range, digits_of, ranges

WORDS_LIMIT = 200
VALUES_LIMIT = 30
CURSOR_LIMIT = 200
ATTRIBUTE = "a_"
CODE = re.compile(r"^[-\w]{1,60}$", re.ASCII)
COUNTRY = re.compile(r"^[A-Z]{2}$")


class Params(Protocol):
    """The part of a QueryDict that is read here."""

    def get(self, name: str, default: str, /) -> str | None: ...
    def getlist(self, name: str, /) -> Sequence[str]: ...
    def __iter__(self) -> Iterator[str]: ...


@dataclass(frozen=True)
class Criteria:
    """Filters of different kinds are joined with "and", values of one kind with "or".

    `least` and `most` are whole minor units; `within` is one of `arrivals.WITHIN`; `attributes` maps a code to the
    wanted values, `ranges` one to its least and most; `sort` is empty when the list's own order is wanted; `after` and
    `before` are cursors (see `keyset`).
    """

    words: str = ""
    categories: tuple[str, ...] = ()
    sellers: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    rating: int | None = None
    in_stock: bool = False
    ships_to: str = ""
    within: int | None = None
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    sort: str = ""
    after: str = ""
    before: str = ""
    as_list: bool = False

    def filters(self, *, digits: int) -> list[tuple[str, str]]:
        """The filters as (name, value) pairs of an address, prices with so many minor digits."""
        pairs = [("category", slug) for slug in self.categories]
        pairs += [("price_min", major(self.least, digits))] if self.least is not None else []
        pairs += [("price_max", major(self.most, digits))] if self.most is not None else []
        pairs += [("rating", str(self.rating))] if self.rating else []
        pairs += [("seller", slug) for slug in self.sellers]
        for code, values in self.attributes.items():
            pairs += [(f"{ATTRIBUTE}{code}", value) for value in values]
        for code, ends in self.ranges.items():
            pairs += [
                (f"{NUMBER}{code}_{end}", digits_of(n))
                for end, n in zip(("min", "max"), ends, strict=True)
                if n is not None
            ]
        pairs += [("stock", "1")] if self.in_stock else []
        pairs += [("ships", self.ships_to)] if self.ships_to else []
        pairs += [("within", str(self.within))] if self.within else []
        return pairs

    def unfiltered(self) -> "Criteria":
        return Criteria(words=self.words, sort=self.sort, as_list=self.as_list)

    def without(self, name: str, value: str) -> "Criteria":
        """The same without one value of one filter, from the start of the list."""
        start = replace(self, after="", before="")
        if name.startswith(ATTRIBUTE):
            kept = {
                code: left
                for code, values in self.attributes.items()
                if (left := tuple(v for v in values if (f"{ATTRIBUTE}{code}", v) != (name, value)))
            }
            return replace(start, attributes=kept)
        if name.startswith(NUMBER):
            return replace(start, ranges={c: ends for c, ends in self.ranges.items() if f"{NUMBER}{c}" != name})
        changes: dict[str, Any] = {
            "category": {"categories": tuple(each for each in self.categories if each != value)},
            "seller": {"sellers": tuple(each for each in self.sellers if each != value)},
            "price": {"least": None, "most": None},
            "rating": {"rating": None},
            "stock": {"in_stock": False},
            "ships": {"ships_to": ""},
            "within": {"within": None},
        }
        return replace(start, **changes.get(name, {}))


@dataclass(frozen=True)
class Reading:
    """`problems` are sentences about values that were left out."""

    criteria: Criteria
    problems: tuple[str, ...]


def read(params: Params, *, currency: str) -> Reading:
    """The criteria of an address; `currency` gives the minor digits of its prices."""
    problems: list[str] = []
    least, most = (_minor(params.get(name, ""), currency, problems) for name in ("price_min", "price_max"))
    if least is not None and most is not None and least > most:
        problems.append(_("The lowest price is above the highest; both were left out."))
        least = most = None
    criteria = Criteria(
        words=clean(params.get("q", "") or ""),
        categories=_codes(params.getlist("category"), _("category"), problems),
        sellers=_codes(params.getlist("seller"), _("stall"), problems),
        least=least,
        most=most,
        rating=_rating(params.get("rating", "") or "", problems),
        in_stock=_flag(params.get("stock", "") or "", problems),
        ships_to=_country(params.get("ships", "") or "", problems),
        within=_within(params.get("within", "") or "", problems),
        attributes=_attributes(params, problems),
        ranges=ranges(params, problems),
        sort=_sort(params.get("sort", "") or "", problems),
        after=(params.get("after", "") or "")[:CURSOR_LIMIT],
        before=(params.get("before", "") or "")[:CURSOR_LIMIT],
        as_list=params.get("view", "") == "list",
    )
    return Reading(criteria, tuple(problems))


def clean(text: str) -> str:
    """Words as one line without control characters, at most `WORDS_LIMIT` long."""
    plain = "".join(" " if unicodedata.category(char).startswith("C") else char for char in text)
    return " ".join(unicodedata.normalize("NFC", plain).split())[:WORDS_LIMIT]


def major(minor: int, digits: int) -> str:
    """`4200` for 420000 minor units of two digits; digits after the point only when there are some."""
    amount = Decimal(minor).scaleb(-digits)
    return str(int(amount)) if amount == amount.to_integral_value() else str(amount)


def _minor(raw: str | None, currency: str, problems: list[str]) -> int | None:
    text = (raw or "").strip()
    if not text:
        return None
    try:
        minor = Decimal(text[:30].replace(",", "")).scaleb(exponent(currency))
        # A finer step than the currency has is cut off, as a shopper would expect of a filter.
        if minor.is_finite() and 0 <= minor <= MAX_MINOR:
            return int(minor)
    except InvalidOperation:
        pass
    problems.append(_("“%(text)s” is not a price; it was left out.") % {"text": clean(text)[:30]})
    return None


def _codes(raw: Sequence[str], what: str, problems: list[str]) -> tuple[str, ...]:
    given = [value for value in dict.fromkeys(raw) if value][:VALUES_LIMIT]
    good = tuple(value for value in given if len(value) <= 100 and re.fullmatch(r"[-\w]+", value))
    if len(good) < len(given):
        problems.append(_("There is no such %(what)s; it was left out.") % {"what": what})
    return good


def _rating(raw: str, problems: list[str]) -> int | None:
    if raw in {"1", "2", "3", "4", "5"}:
        return int(raw)
    if raw:
        problems.append(_("A rating is a number from 1 to 5; it was left out."))
    return None


def _flag(raw: str, problems: list[str]) -> bool:
    if raw not in {"", "0", "1"}:
        problems.append(_("“In stock” is either on or off; it was left out."))
    return raw == "1"


def _country(raw: str, problems: list[str]) -> str:
    if COUNTRY.match(raw):
        return raw
    if raw:
        problems.append(_("A country is two letters, as in GY; it was left out."))
    return ""


def _within(raw: str, problems: list[str]) -> int | None:
    if raw in {str(days) for days in WITHIN}:
        return int(raw)
    if raw:
        problems.append(_("That time of arrival cannot be chosen; it was left out."))
    return None


def _attributes(params: Params, problems: list[str]) -> dict[str, tuple[str, ...]]:
    wanted: dict[str, tuple[str, ...]] = {}
    for name in list(params)[:100]:
        code = name.removeprefix(ATTRIBUTE)
        if code == name or len(wanted) >= VALUES_LIMIT:
            continue
        values = tuple(clean(value) for value in dict.fromkeys(params.getlist(name)) if clean(value))[:VALUES_LIMIT]
        if CODE.match(code) and values:
            wanted[code] = values
        elif values:
            problems.append(_("There is no such detail; it was left out."))
    return wanted


def _sort(raw: str, problems: list[str]) -> str:
    if raw in SORTS:
        return raw
    if raw:
        problems.append(_("The list cannot be ordered that way; its usual order is shown."))
    return ""
