"""Units move between free, held and allocated: one statement for any number of stock rows.

The rows are locked in the order of their ids, whatever the order of the plan. Each is then changed if it has free
what its part of the plan needs; after a wait PostgreSQL asks that again of the newest version. Constraints stand behind
it. `free` is what the newest version had. A row that had too little when the statement began, and got enough while it
waited, is passed over by the first statement: the second one, which waits for nobody, takes from it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from commerce.kernel.prepared import prepared_cursor

from ..errors import SoldOut

MOVE = """
WITH plan AS MATERIALIZED (
  SELECT * FROM unnest(%(ids)s::bigint[], %(held)s::int[], %(allocated)s::int[], %(kept)s::int[])
                AS p (id, held, allocated, kept)),
locked AS MATERIALIZED (
  SELECT s.id, s.variant_id, s.on_hand - s.held - s.allocated AS free, p.held, p.allocated, p.kept
    FROM catalog_stocklevel s JOIN plan p ON p.id = s.id ORDER BY s.id FOR NO KEY UPDATE OF s),
moved AS (
  UPDATE catalog_stocklevel s SET held = s.held + l.held, allocated = s.allocated + l.allocated
    FROM locked l WHERE s.id = l.id AND s.on_hand - s.held - s.allocated >= l.held + l.allocated
  RETURNING s.id, l.kept)
"""
# What the checkout then holds of each row is written along; the rows of its holds so far are locked by `extend`.
KEEP = """,
kept AS (
  INSERT INTO catalog_hold (id, stock_id, checkout, quantity, state, expires_at, created_at)
  SELECT gen_random_uuid(), moved.id, %(checkout)s, moved.kept, 'active',
         clock_timestamp() + make_interval(mins => %(minutes)s), clock_timestamp()
    FROM moved WHERE moved.kept > 0
  ON CONFLICT (checkout, stock_id) WHERE state = 'active' DO UPDATE SET quantity = excluded.quantity),
ended AS (
  UPDATE catalog_hold h SET state = 'released' FROM moved
   WHERE moved.kept = 0 AND h.stock_id = moved.id AND h.checkout = %(checkout)s AND h.state = 'active')
"""
TELL = """
SELECT l.id, l.variant_id, v.product_id, l.free, moved.id IS NOT NULL
  FROM locked l JOIN catalog_variant v ON v.id = l.variant_id LEFT JOIN moved ON moved.id = l.id
"""
MOVE_UNITS, HOLD_UNITS = MOVE + TELL, MOVE + KEEP + TELL


@dataclass(frozen=True)
class Move:
    """What is added to `held` and `allocated` of a stock row; negative units are given back."""

    stock_id: int
    held: int = 0
    allocated: int = 0

    @property
    def needs(self) -> int:
        """Free units that it takes."""
        return self.held + self.allocated


Row = tuple[int, int, int, int, bool]


def move(*, moves: Iterable[Move], own: Mapping[int, int]) -> list[int]:
    """Do all moves, one a stock row. Returns the ids of the products that have now more or fewer units.

    `own` are units by stock row that were held for who asks: they count as left. Raises SoldOut; the caller's
    transaction must then be undone, since some of the rows may have moved.
    """

    def run(plan: list[Move]) -> list[Row]:
        return _rows(MOVE_UNITS, _columns(plan, {}))

    return _all(list(moves), own, run)


def hold(*, checkout: str, targets: Mapping[int, int], own: Mapping[int, int]) -> list[int]:
    """Make the units that `checkout` holds those of `targets` by stock row; what it holds so far is `own`. Returns and
    raises as `move` does."""

    def run(plan: list[Move]) -> list[Row]:
        values = {"checkout": checkout, "minutes": settings.HOLD_MINUTES}
        return _rows(HOLD_UNITS, _columns(plan, targets) | values)

    more = {each: targets.get(each, 0) - own.get(each, 0) for each in {*targets, *own}}
    return _all([Move(each, held=units) for each, units in more.items() if units], own, run)


def _all(moves: list[Move], own: Mapping[int, int], run: Callable[[list[Move]], list[Row]]) -> list[int]:
    products: set[int] = set()
    while moves:
        needs = {each.stock_id: each.needs for each in moves}
        rows = run(moves)
        products |= {product for stock, _variant, product, _free, done in rows if done and needs[stock]}
        passed = {row[0]: row for row in rows if not row[4]}
        short = {row[1]: max(row[3] + own.get(row[0], 0), 0) for row in passed.values() if row[3] < needs[row[0]]}
        if short or any(needs[gone] > 0 for gone in needs.keys() - {row[0] for row in rows}):
            raise SoldOut(short)
        moves = [each for each in moves if each.stock_id in passed]
    return sorted(products)


def _columns(moves: list[Move], kept: Mapping[int, int]) -> dict[str, Any]:
    return {
        "ids": [each.stock_id for each in moves], "held": [each.held for each in moves],
        "allocated": [each.allocated for each in moves], "kept": [kept.get(each.stock_id, 0) for each in moves],
    }  # fmt: skip


def _rows(sql: str, values: dict[str, Any]) -> list[Row]:
    with prepared_cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
