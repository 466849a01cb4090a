"""Filters as conditions on a listing `l`, each under the name of its facet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...models.listing import NO_PRICE
from ..engine import PRICE_HIGH, PRICE_LOW, Filters
from ..plan import Plan
from ..words import term_id

OF_ATTRIBUTE = "a_"


@dataclass(frozen=True)
class Condition:
    sql: str
    values: Sequence[Any] = ()


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
    for code, values in filters.values.items():
        found[f"{OF_ATTRIBUTE}{code}"] = Condition("l.values && %s::int[]", [list(values)])
    return found


def of_sort(sort: str) -> list[Condition]:
    """A list by price leaves out what has none."""
    return [Condition("l.price_minor < %s", [NO_PRICE])] if sort in (PRICE_LOW, PRICE_HIGH) else []


def every_word(plan: Plan) -> list[Condition]:
    """Products that meet every required word, the rarest first."""
    groups = sorted(plan.required, key=plan.reach)
    return [Condition("l.terms && %s::int[]", [group.ids]) for group in groups]


def every_word_itself(plan: Plan) -> Condition:
    """Products that hold every required word as it was typed, or a synonym of it."""
    if not all(group.exact for group in plan.required):
        return Condition("false")
    ids = [[term_id(text) for text in group.exact] for group in plan.required]
    return Condition(" AND ".join(["l.terms && %s::int[]"] * len(ids)) or "false", ids)


def any_word(plan: Plan, budget: int) -> list[Condition]:
    """Products that hold one of the rarest terms, as many of these as the budget of products allows."""
    counts = {text: plan.counts.get(text, 0) for group in plan.groups for text in group.weights}
    taken: list[int] = []
    for text in sorted(counts, key=lambda text: (counts[text], text)):
        if taken and counts[text] > budget:
            break
        taken.append(term_id(text))
        budget -= counts[text]
    return [Condition("l.terms && %s::int[]", [taken])]
