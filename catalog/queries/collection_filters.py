"""What a collection holds, as filters of the search engine: products by hand, or the conditions of its rule.

A rule is answered when a page asks: what it holds is never older than the listings, and time passes by itself.
"""

from collections.abc import Callable
from typing import Any

from ..search.engine import Filters
from .categories import Tree
from .collections import Shown
from .narrowing import NOTHING, values_of


def filters_of(collection: Shown, tree: Tree) -> Filters:
    """The scope of its list. One statement for values of details that nobody has asked for lately."""
    if collection.is_by_hand:
        return Filters(products=collection.products)
    return of_rule(collection.rule, tree)


def of_rule(rule: dict[str, Any], tree: Tree) -> Filters:
    """The filters of a rule as `domain.collection_rules` leaves it: all conditions, or any of them."""
    ways = tuple(_way(condition, tree) for condition in rule.get("conditions", ()))
    if rule.get("match") == "any" or not ways:
        return Filters(any_of=(ways,))
    return Filters(any_of=tuple((way,) for way in ways))


def _way(condition: dict[str, Any], tree: Tree) -> Filters:
    return WAYS[condition["by"]](condition["value"], tree)


def _branches(keys: list[int], tree: Tree) -> Filters:
    nodes = [tree.nodes[key] for key in keys if key in tree.nodes]
    return Filters(categories=tuple(key for node in nodes for key in tree.branch(node)) or NOTHING)


def _detail(value: dict[str, Any], tree: Tree) -> Filters:
    return Filters(values=values_of({value["code"]: value["texts"]}))


WAYS: dict[str, Callable[[Any, Tree], Filters]] = {
    "category": _branches,
    "seller": lambda keys, tree: Filters(sellers=tuple(keys)),
    "detail": _detail,
    "tag": lambda tags, tree: Filters(tags=tuple(tags)),
    "price": lambda price, tree: Filters(least=price["least"], most=price["most"]),
    "rating": lambda stars, tree: Filters(stars=stars),
    "new": lambda days, tree: Filters(newer_than=days),
    "offer": lambda value, tree: Filters(on_offer=True),
    "stock": lambda value, tree: Filters(in_stock=True),
}
