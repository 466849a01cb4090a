"""Counts of a list as its filter column shows them: by the words of an address, with labels."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from operator import methodcaller
from typing import NamedTuple

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


class Count(NamedTuple):
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
    prices of the scope in minor units; `is_about` says that the numbers are estimates: show them `rough`."""

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
    values["ships"] = [_count("1", "", _of_stalls(counts.reached, stalls, methodcaller("delivers_to", country)))]
    values["seller"] = _sellers(counts, stalls)
    for days in WITHIN:
        quick = _of_stalls(counts.quick, stalls, methodcaller("arrives_within", days))
        values["within"].append(_count(str(days), "", quick))
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


def rough(number: int) -> int:
    """An estimate to two digits: 31,234 is about 31,000."""
    return round(number, 2 - len(str(number)))


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


def _of_stalls(
    tallies: Mapping[tuple[int, bool], Tally], stalls: Mapping[int, Stall], has: Callable[[Stall], bool]
) -> Tally:
    """Of the stalls that are so, and of all downloads."""
    return _sum([t for (key, digital), t in tallies.items() if digital or (key in stalls and has(stalls[key]))])


def _sum(tallies: list[Tally]) -> Tally:
    return Tally(sum(tally.all for tally in tallies), sum(tally.left for tally in tallies))


def _count(value: str, label: str, tally: Tally) -> Count:
    return Count(value, label, tally.all, tally.left)
