"""What a shopper chose in the words of an address, as numbers for the search engine."""

from collections.abc import Callable, Iterable, Mapping
from operator import methodcaller
from urllib.parse import quote

from commerce.kernel.cached import kept_each

from ..models import FacetValue
from ..search.engine import Filters
from .categories import Tree
from .criteria import Criteria
from .stall_facts import Stall

# No row has this id: a filter by something that there is not leaves nothing.
NOTHING = (0,)
# The number of a value never changes.
KEY, SECONDS = "catalog:value:1", 3_600


def filters(criteria: Criteria, tree: Tree, stalls: Mapping[int, Stall]) -> Filters:
    """The filters of a list. One statement for details that nobody has filtered by for a while, none otherwise."""
    return Filters(
        categories=_categories(criteria, tree),
        sellers=_of(stalls, lambda stall: stall.slug in criteria.sellers) if criteria.sellers else None,
        least=criteria.least,
        most=criteria.most,
        stars=criteria.rating,
        in_stock=criteria.in_stock,
        reached_by=_of(stalls, methodcaller("delivers_to", criteria.ships_to)) if criteria.ships_to else None,
        quick=_of(stalls, methodcaller("arrives_within", criteria.within)) if criteria.within else None,
        values=values_of(criteria.attributes) if criteria.attributes else {},
        ranges=dict(criteria.ranges),
    )


def _of(stalls: Mapping[int, Stall], wanted: Callable[[Stall], bool]) -> tuple[int, ...]:
    return tuple(key for key, stall in stalls.items() if wanted(stall)) or NOTHING


def _categories(criteria: Criteria, tree: Tree) -> tuple[int, ...] | None:
    if not criteria.categories:
        return None
    nodes = [node for slug in criteria.categories if (node := tree.by_slug(slug))]
    return tuple(key for node in nodes for key in tree.branch(node)) or NOTHING


def values_of(attributes: Mapping[str, Iterable[str]]) -> dict[str, tuple[int, ...]]:
    """Numbers of values by attribute code; NOTHING for what no product has had."""
    wanted = [(code, text) for code, texts in attributes.items() for text in texts]
    keys = {pair: f"{KEY}:{quote(pair[0])}:{quote(pair[1])}" for pair in wanted}
    known = kept_each(keys.values(), lambda missing: _numbers(keys, missing), seconds=SECONDS)
    return {
        code: tuple(known[key] for text in texts if (key := keys[code, text]) in known) or NOTHING
        for code, texts in attributes.items()
    }


def _numbers(keys: Mapping[tuple[str, str], str], missing: list[str]) -> dict[str, int]:
    """Numbers of values by their keys; a pair that no product has had is left out."""
    pairs = [pair for pair, key in keys.items() if key in missing]
    rows = FacetValue.objects.filter(attribute__code__in={code for code, _text in pairs})
    found = rows.filter(text__in={text for _code, text in pairs}).values_list("attribute__code", "text", "pk")
    return {keys[code, text]: number for code, text, number in found if (code, text) in keys}
