"""Paging by place instead of by number: a page starts after a row, so nothing is counted, skipped or shown twice.

A cursor is opaque to its user: order, sort value, id and how many rows came before, in URL-safe base 64.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

MAX_BIGINT = 2**63 - 1


@dataclass(frozen=True)
class Place:
    """A row of an ordered list. `number` is how many rows stand before the page that begins (or ends) there."""

    value: int
    id: int
    number: int

    def cursor(self, order: str) -> str:
        raw = json.dumps([order, self.value, self.id, self.number], separators=(",", ":"))
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def place(cursor: str, order: str) -> Place | None:
    """The place of a cursor; None when it is not one, or belongs to another order."""
    try:
        raw = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(raw, list) or len(raw) != 4 or raw[0] != order:
        return None
    numbers = raw[1:]
    if any(type(n) is not int or abs(n) > MAX_BIGINT for n in numbers) or numbers[2] < 0:
        return None
    return Place(*numbers)


@dataclass(frozen=True)
class Slice:
    """One page of rows; `following` and `preceding` tell where the neighbours are, None where there are none."""

    rows: list[Any]
    following: Place | None
    preceding: Place | None
    number: int


def page(
    ordered: QuerySet[Any], *, rising: bool, size: int, after: Place | None = None, before: Place | None = None
) -> Slice:
    """One page of a query that is annotated with the whole number `sort_value` and not ordered yet.

    One statement: `size` rows and one more, which tells whether there is a next page. Ties go by id, in the same
    direction as the values.
    """
    backwards = after is None and before is not None
    upwards = rising != backwards
    start = after or before
    found = list(_from(ordered, start, upwards)[: size + 1])
    rows, has_more = found[:size], len(found) > size
    if not backwards:
        number = after.number if after else 0
        return Slice(rows, _end(rows, has_more, number + len(rows)), _start(rows, number > 0, number), number)
    number = max(before.number - len(rows), 0) if before and has_more else 0
    rows.reverse()
    return Slice(rows, _end(rows, True, number + len(rows)), _start(rows, has_more, number), number)


def _from(ordered: QuerySet[Any], start: Place | None, upwards: bool) -> QuerySet[Any]:
    if start is not None:
        side = "gt" if upwards else "lt"
        ordered = ordered.filter(
            Q(**{f"sort_value__{side}e": start.value}),
            Q(**{f"sort_value__{side}": start.value}) | Q(**{f"id__{side}": start.id}),
        )
    return ordered.order_by(*(("sort_value", "id") if upwards else ("-sort_value", "-id")))


def _end(rows: Sequence[Any], has_more: bool, number: int) -> Place | None:
    return Place(rows[-1].sort_value, rows[-1].id, number) if rows and has_more else None


def _start(rows: Sequence[Any], has_more: bool, number: int) -> Place | None:
    return Place(rows[0].sort_value, rows[0].id, number) if rows and has_more else None
