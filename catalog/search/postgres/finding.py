"""Rows of one page: by score, by place in an order, or from a list of close matches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commerce.kernel.prepared import prepared_cursor

from ..engine import BEST, CHOSEN, NEWEST, PRICE_HIGH, PRICE_LOW, RATING, Cut
from ..plan import Plan
from ..ranking import Hit
from .counting import Row
from .literals import sparse
from .narrowing import Conditions

# What it is worth that a thing sells: never enough to beat a better fit, enough among equals.
SALES = 0.02
SCORE = f"-(l.vector <#> %s::sparsevec) + {SALES} * ln(1 + l.sales_count)"
# What a Hit is made of; it takes the weights of the words.
HIT = f"l.product_id, {SCORE} AS score, l.terms[1:l.title_terms], l.sku_term"
# Where hits come with counts, as rows of one kind: the score in millionths, and these terms as one text.
SCALE = 1_000_000
SCALED = f"(score * {SCALE})::bigint"

# Each order: the number it goes by, and whether small ones come first.
ORDERS = {
    NEWEST: ("l.product_id", False),
    PRICE_LOW: ("l.price_minor", True),
    PRICE_HIGH: ("l.price_minor", False),
    RATING: ("l.stars", False),
    BEST: ("l.sales_count", False),
    CHOSEN: ("array_position(%s::bigint[], l.product_id)", True),
}


@dataclass(frozen=True)
class Page:
    ids: list[int]
    number: int
    following: Cut | None
    preceding: Cut | None


def by_score(plan: Plan, narrowed: Conditions, *, start: int, limit: int) -> list[Hit]:
    """Hits from place `start` on, best first."""
    sql = f"SELECT {HIT} FROM catalog_listing l WHERE {narrowed.sql} ORDER BY 2 DESC, 1 DESC OFFSET %s LIMIT %s"
    return [Hit(*row) for row in rows(sql, [sparse(plan.weights()), *narrowed.values, start, limit])]


def terms_of(sku: str, title: str) -> str:
    """SQL for the terms of a hit, as `hit` reads them."""
    return f"ARRAY[array_to_string({sku} || {title}, ' ')]"


def hit(row: Row) -> Hit:
    """A hit of its product, whether it holds every word, its score, and its terms."""
    _kind, key, is_exact, score, _place, terms = row
    sku, *title = map(int, terms[0].split()) if terms else (0,)
    return Hit(key, score / SCALE, title, sku, is_exact)


def at_least(narrowed: Conditions, enough: int) -> int:
    """How many products there are, counted up to `enough`."""
    sql = f"SELECT count(*) FROM (SELECT FROM catalog_listing l WHERE {narrowed.sql} LIMIT %s) n"
    return int(rows(sql, [*narrowed.values, enough])[0][0])


def in_order(
    narrowed: Conditions, sort: str, *, cut: Cut | None, size: int, chosen: Sequence[int] | None = None
) -> Page:
    """One page of an order, from a place on: as quick on page 100 as on page 1. `chosen` are products in their own
    order, for the sort of that name."""
    column, rising = ORDERS[sort]
    own = [list(chosen or ())] if sort == CHOSEN else []
    backwards = bool(cut and cut.backwards)
    upwards = rising != backwards
    direction, side = ("ASC", ">") if upwards else ("DESC", "<")
    where, values = narrowed.sql, narrowed.values
    if cut:
        where += f" AND ({column}, l.product_id) {side} (%s, %s)"
        values = [*values, *own, cut.value, cut.id]
    sql = f"SELECT l.product_id, {column} FROM catalog_listing l WHERE {where}"
    order = f" ORDER BY 2 {direction}, 1 {direction} LIMIT %s"
    return _page(rows(sql + order, [*own, *values, size + 1]), cut, size)


def _page(found: Sequence[tuple[int, int]], cut: Cut | None, size: int) -> Page:
    rows, has_more = list(found[:size]), len(found) > size
    if not cut or not cut.backwards:
        number = cut.number if cut else 0
        following = Cut(rows[-1][1], rows[-1][0], number + len(rows)) if rows and has_more else None
        preceding = Cut(rows[0][1], rows[0][0], number, True) if rows and number else None
    else:
        rows.reverse()
        number = max(cut.number - len(rows), 0) if has_more else 0
        following = Cut(rows[-1][1], rows[-1][0], number + len(rows)) if rows else None
        preceding = Cut(rows[0][1], rows[0][0], number, True) if rows and has_more else None
    return Page([key for key, _value in rows], number, following, preceding)


def rows(sql: str, values: list[Any]) -> list[Any]:
    with prepared_cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
