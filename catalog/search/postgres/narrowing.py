"""Filters as conditions on a listing `l`, each under the name of its facet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...models.listing import NO_PRICE
from ..engine import PRICE_HIGH, PRICE_LOW, Filters
from ..plan import Plan
from ..words import term_id
from .literals import array

OF_ATTRIBUTE = "a_"
# The number that a facet value `f` says; NULL for one that says none.
NUMBER = r"CASE WHEN f.text ~ '^-?[0-9]+(\.[0-9]+)?$' THEN f.text::numeric END"
BETWEEN = f"""l.values && ARRAY(SELECT f.id::int FROM catalog_facetvalue f
  JOIN catalog_attribute a ON a.id = f.attribute_id WHERE a.is_number AND a.code = %s
   AND {NUMBER} BETWEEN coalesce(%s, '-infinity'::numeric) AND coalesce(%s, 'infinity'::numeric))"""
# What a listing does not tell, its product does.
OF_PRODUCT = "l.product_id IN (SELECT p.id FROM catalog_product p"


@dataclass(frozen=True)
class Condition:
    sql: str
    values: Sequence[Any] = ()


POPULAR = Condition("l.is_popular")


@dataclass
class Conditions:
    """Conditions that all must hold."""

    parts: list[Condition] = field(default_factory=list)

    def add(self, conditions: Iterable[Condition]) -> "Conditions":
        self.parts += conditions
        return self

    @property
    def sql(self) -> str:
        return " AND ".join(part.sql for part in self.parts) or "true"

    @property
    def values(self) -> list[Any]:
        return [value for part in self.parts for value in part.values]


def conditions(filters: Filters) -> dict[str, Condition]:
    """One condition for each filter in use."""
    found: dict[str, Condition] = {}
    if filters.products is not None:
        found["products"] = Condition("l.product_id = ANY(%s::bigint[])", [list(filters.products)])
    if filters.categories is not None:
        found["category"] = Condition("l.category_id = ANY(%s::bigint[])", [list(filters.categories)])
    if filters.sellers is not None:
        found["seller"] = Condition("l.seller_id = ANY(%s::bigint[])", [list(filters.sellers)])
    if filters.least is not None or filters.most is not None:
        most = NO_PRICE - 1 if filters.most is None else filters.most
        found["price"] = Condition("l.price_minor BETWEEN %s AND %s", [filters.least or 0, most])
    if filters.stars is not None:
        found["rating"] = Condition("(l.review_count > 0 AND l.rating_sum >= l.review_count * %s)", [filters.stars])
    if filters.in_stock:
        found["stock"] = Condition("l.available > 0")
    for name, sellers in (("ships", filters.reached_by), ("within", filters.quick)):
        if sellers is not None:
            found[name] = Condition("(l.is_digital OR l.seller_id = ANY(%s::bigint[]))", [list(sellers)])
    return found | _of_details(filters) | _of_rules(filters)


def _of_details(filters: Filters) -> dict[str, Condition]:
    """Under the name of the attribute, so that its own facet leaves it out of what it counts."""
    found: dict[str, Condition] = {}
    for code, values in filters.values.items():
        found[f"{OF_ATTRIBUTE}{code}"] = Condition("l.values && %s::int[]", [list(values)])
    for code, ends in filters.ranges.items():
        name, within = f"{OF_ATTRIBUTE}{code}", Condition(BETWEEN, [code, *ends])
        found[name] = _both(found[name], within) if name in found else within
    return found


def _both(one: Condition, other: Condition) -> Condition:
    return Condition(f"({one.sql} AND {other.sql})", [*one.values, *other.values])


def _of_rules(filters: Filters) -> dict[str, Condition]:
    """What no shopper chooses, but a collection may."""
    found: dict[str, Condition] = {}
    if filters.tags is not None:
        found["tags"] = Condition(f"{OF_PRODUCT} WHERE p.tags && %s::varchar[])", [list(filters.tags)])
    if filters.newer_than is not None:
        since = "statement_timestamp() - make_interval(days => %s)"
        found["new"] = Condition(f"{OF_PRODUCT} WHERE p.published_at >= {since})", [filters.newer_than])
    if filters.on_offer:
        found["offer"] = Condition("l.compare_at_minor > l.price_minor")
    for number, group in enumerate(filters.any_of):
        ways = [Conditions([*conditions(way).values()]) for way in group]
        words = " OR ".join(f"({way.sql})" for way in ways) or "false"
        found[f"group{number}"] = Condition(f"({words})", [value for way in ways for value in way.values])
    return found


def of_sort(sort: str) -> list[Condition]:
    """A list by price leaves out what has none."""
    return [Condition("l.price_minor < %s", [NO_PRICE])] if sort in (PRICE_LOW, PRICE_HIGH) else []


def every_word(plan: Plan) -> list[Condition]:
    """Products that meet every required word, the rarest first."""
    groups = sorted(plan.required, key=plan.reach)
    return [Condition("l.terms && %s::int[]", [array(group.ids)]) for group in groups]


def every_word_itself(plan: Plan) -> Condition:
    """Products that hold every required word as it was typed, or a synonym of it."""
    if not all(group.exact for group in plan.required):
        return Condition("false")
    ids = [array(map(term_id, group.exact)) for group in plan.required]
    return Condition(" AND ".join(["l.terms && %s::int[]"] * len(ids)) or "false", ids)


def popular_with_any_word(plan: Plan, budget: int) -> list[Condition]:
    """Of the products that `any_word` finds the popular ones; and all that hold every word."""
    (some,), every = any_word(plan, budget), Conditions(every_word(plan) if plan.is_strict else [])
    every.parts = every.parts or [Condition("false")]
    return [Condition(f"(({some.sql} AND {POPULAR.sql}) OR ({every.sql}))", [*some.values, *every.values])]


def any_word(plan: Plan, budget: int) -> list[Condition]:
    """Products that hold one of the rarest terms, as many of these as the budget of products allows."""
    counts = {text: plan.counts.get(text, 0) for group in plan.groups for text in group.weights}
    taken: list[int] = []
    for text in sorted(counts, key=lambda text: (counts[text], text)):
        if taken and counts[text] > budget:
            break
        taken.append(term_id(text))
        budget -= counts[text]
    return [Condition("l.terms && %s::int[]", [array(taken)])]
