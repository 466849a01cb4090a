"""Pages of a query by place (see keyset): for lists of rows that are not listings."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from ..search.engine import Cut
from .keyset import cursor, cut


@dataclass(frozen=True)
class Page:
    """`following` is the cursor of the next page, empty where there is none."""

    rows: list[Any]
    following: str


def page(ordered: QuerySet[Any], *, order: str, size: int, after: str = "") -> Page:
    """One page of a query that is annotated with the whole number `sort_value` and not ordered yet: large numbers
    first, ties by id, the newest first. `order` names the order, so that no other one's cursor is taken. One statement.
    """
    start = cut(after, order) if after else None
    if start is not None:
        ordered = ordered.filter(Q(sort_value__lte=start.value), Q(sort_value__lt=start.value) | Q(id__lt=start.id))
    return made(list(beginning(ordered, size)), order=order, size=size, before=start.number if start else 0)


def beginning(ordered: QuerySet[Any], size: int) -> QuerySet[Any]:
    """The rows that `made` takes for a first page."""
    return ordered.order_by("-sort_value", "-id")[: size + 1]


def made(found: list[Any], *, order: str, size: int, before: int = 0) -> Page:
    """The page of rows found, of which `before` stand on pages before it."""
    rows, has_more = found[:size], len(found) > size
    number = before + len(rows)
    return Page(rows, cursor(Cut(rows[-1].sort_value, rows[-1].id, number), order) if has_more else "")
