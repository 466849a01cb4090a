"""Counts of a list as its filter column shows them: by the words of an address, with labels."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from ..search import engine
from ..search.engine import Tally
from .arrivals import WITHIN
from .criteria import ATTRIBUTE
from .stall_facts import Stall

VALUES = 6
ATTRIBUTES = 4
# An attribute is offered when at least this share of the scope's products has it.
ATTRIBUTE_SHARE = 0.2
GOOD_RATING = 4


@dataclass(frozen=True)
class Count:
    """One value of a facet: how many products the scope holds with it, and how many the other filters leave."""

    value: str
    label: str
    all: int
    left: int


@dataclass(frozen=True)
class Span:
    """A number attribute of which the scope holds many values: from the lowest to the highest, and its unit."""

    lowest: Decimal
    highest: Decimal
    unit: str


@dataclass(frozen=True)
class Counts:
    """`total` is what the page shows, `scope` what it would show without filters. `values` by facet name;
    `categories` by category id, its own products alone; `titles` names the attributes, `spans` are number
    attributes of many values by code. `lowest` and `highest` are
    prices of the scope in minor units; `is_about` says that the numbers are estimates."""

    scope: int = 0
    total: int = 0
    values: dict[str, list[Count]] = field(default_factory=dict)
    categories: dict[int, Count] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    lowest: int | None = None
    highest: int | None = None
    is_about: bool = False
    spans: dict[str, Span] = field(default_factory=dict)


def labelled(counts: engine.Counts, stalls: Mapping[int, Stall], *, country: str) -> Counts:
    """What an engine counted, for the filter column. `country` is the one offered under "delivers to"."""
    values: dict[str, list[Count]] = defaultdict(list)
    values["stock"] = [_count("1", "", counts.in_stock)]
    values["rating"] = [_count("1", "", counts.rated)]
    reached = [t for (key, digital), t in counts.reached.items() if digital or _reaches(stalls.get(key), country)]
    values["ships"] = [_count("1", "", _sum(reached))]
    values["seller"] = _sellers(counts, stalls)
    values["within"] = [_count(str(days), "", _sum(_quick(counts, stalls, days))) for days in WITHIN]
    titles: dict[str, str] = {}
    for each in counts.values.values():
        name = f"{ATTRIBUTE}{each.code}"
        titles[name] = each.name
        label = f"{each.text} {each.unit}".strip()
        values[name].append(_count(each.text, label, each.tally))
    spans = _spans(counts, values)
    numbers = {f"{ATTRIBUTE}{each.code}" for each in counts.values.values() if each.lowest is not None}
    for name, found in values.items():
        found.sort(key=_by_number if name in numbers else _by_count)
    categories = {key or 0: _count(str(key or 0), "", tally) for key, tally in counts.categories.items()}
    return Counts(
        counts.scope, counts.total, dict(values), categories, titles, counts.lowest, counts.highest, counts.is_about,
        spans,
    )  # fmt: skip


def _spans(counts: engine.Counts, values: Mapping[str, list[Count]]) -> dict[str, Span]:
    """Those that have more values than can be ticked."""
    return {
        each.code: Span(each.lowest, each.highest, each.unit)
        for each in counts.values.values()
        if each.lowest is not None and each.highest is not None and len(values[f"{ATTRIBUTE}{each.code}"]) > VALUES
    }


def _by_count(count: Count) -> tuple[int, str]:
    return -count.all, count.label


def _by_number(count: Count) -> tuple[bool, Decimal]:
    """Small numbers first; what is none comes last."""
    try:
        return False, Decimal(count.value)
    except InvalidOperation:
        return True, Decimal(0)


def _sellers(counts: engine.Counts, stalls: Mapping[int, Stall]) -> list[Count]:
    sums: dict[int, list[Tally]] = defaultdict(list)
    for (key, _is_digital), tally in counts.sellers.items():
        sums[key].append(tally)
    return [_count(stalls[key].slug, stalls[key].name, _sum(each)) for key, each in sums.items() if key in stalls]


def _quick(counts: engine.Counts, stalls: Mapping[int, Stall], days: int) -> list[Tally]:
    return [tally for (key, digital), tally in counts.quick.items() if digital or _arrives(stalls.get(key), days)]


def _arrives(stall: Stall | None, days: int) -> bool:
    return stall is not None and stall.home_days is not None and stall.home_days <= days


def _reaches(stall: Stall | None, country: str) -> bool:
    return stall is not None and country in stall.countries


def _sum(tallies: list[Tally]) -> Tally:
    return Tally(sum(tally.all for tally in tallies), sum(tally.left for tally in tallies))


def _count(value: str, label: str, tally: Tally) -> Count:
    return Count(value, label, tally.all, tally.left)
