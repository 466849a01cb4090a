"""Hits of words that thousands of products hold: the best of the first WALKED of the best-selling, then the best of the
next."""

from ..plan import Plan
from ..ranking import Hit
from . import popular
from .finding import HIT, rows
from .literals import sparse
from .narrowing import POPULAR, Condition, Conditions

# More hits than MANY are not all scored where looking at WALKED of them takes less.
MANY, WALKED = 2_000, 200
PLACE = "row_number() OVER (ORDER BY l.sales_count DESC, l.product_id DESC) AS place"


def suits(number: float, size: int) -> bool:
    """Whether a list of about so many hits, of `size` products, is looked through in this way."""
    return number > MANY and (_is_met_soon(number, size) or popular.number_of(number, size) >= WALKED)


def best_selling(plan: Plan, narrowed: Conditions, *, start: int, limit: int, number: float) -> list[Hit]:
    """Hits from place `start` on; there are about `number`."""
    needed = -(-(start + limit) // WALKED) * WALKED
    # On the way down the order by sales fewer products are met than there are popular hits.
    is_short_way = needed * plan.size < number * number * popular.SHARE
    if not is_short_way and needed <= popular.number_of(number, plan.size):
        met, hits = _looked(plan, Conditions([*narrowed.parts, POPULAR]), needed, start, limit)
        if met >= needed:
            return hits
    if _is_met_soon(number, plan.size):
        # Written so that no index of words can serve it, and that half of all products are believed to be hits: the
        # order by sales is walked until enough are met.
        narrowed = Conditions([Condition(f"coalesce({narrowed.sql}, false)", narrowed.values)])
    return _looked(plan, narrowed, needed, start, limit)[1]


def _is_met_soon(number: float, size: int) -> bool:
    """Whether WALKED of so many hits are met sooner on the way down the order by sales than all of them are scored."""
    return 2 * number * number > WALKED * size


def _looked(plan: Plan, narrowed: Conditions, needed: int, start: int, limit: int) -> tuple[int, list[Hit]]:
    """How many of the `needed` best-selling there were, and these hits of them."""
    sql = f"""SELECT count(*) OVER (), {HIT}
  FROM (SELECT l.*, {PLACE} FROM catalog_listing l WHERE {narrowed.sql}
         ORDER BY l.sales_count DESC, l.product_id DESC LIMIT %s) l
 ORDER BY (place - 1) / {WALKED}, score DESC, product_id DESC OFFSET %s LIMIT %s"""
    found = rows(sql, [sparse(plan.weights()), *narrowed.values, needed, start, limit])
    return (found[0][0] if found else 0), [Hit(*row[1:]) for row in found]
