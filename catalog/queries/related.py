"""What stands near a product: more of its stall, the like on other stalls, what the visitor looked at before.

Alike is what says the same about itself: the closeness of two products is the product of their words' weights, as the
search engine keeps them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from ..models import Product
from .cards import COLUMNS, Card, card
from .categories import Tree
from .seen import in_order
from .stall_facts import stalls

SHOWN = 5
# The best sellers that are compared: of the stall, and of each shelf around.
OF_STALL, OF_SHELF = 100, 50
OWN = ", ".join(f"l.{name}" for name in COLUMNS)
NEAR = f"""
WITH me AS MATERIALIZED (
  SELECT %(id)s::bigint AS id, %(seller)s::bigint AS seller_id, %(category)s::bigint AS category_id,
         (SELECT vector FROM catalog_listing WHERE product_id = %(id)s) AS vector),
mates AS MATERIALIZED (
  SELECT l.* FROM catalog_listing l WHERE l.seller_id = %(seller)s
   ORDER BY l.sales_count DESC, l.product_id DESC LIMIT {OF_STALL}),
others AS MATERIALIZED (
  SELECT l.* FROM unnest(%(branch)s::bigint[]) c CROSS JOIN LATERAL (
    SELECT * FROM catalog_listing o WHERE o.category_id = c
     ORDER BY o.sales_count DESC, o.product_id DESC LIMIT {OF_SHELF}) l
   UNION ALL (SELECT l.* FROM catalog_listing l WHERE cardinality(%(branch)s::bigint[]) = 0
     ORDER BY l.sales_count DESC, l.product_id DESC LIMIT {OF_SHELF}))
{{}}
UNION ALL
SELECT 'seen', p.public_id, {OWN} FROM catalog_listing l JOIN catalog_product p ON p.id = l.product_id
 WHERE p.public_id = ANY(%(seen)s)"""
SHELF = f"""
(SELECT '{{shelf}}', '', {OWN} FROM {{source}} l, me
  WHERE l.product_id <> me.id AND l.seller_id {{side}} me.seller_id AND l.available > 0
  ORDER BY (l.category_id IS NOT DISTINCT FROM me.category_id) DESC,
           round(coalesce(-(l.vector <#> me.vector), 0)::numeric, 1) DESC, l.sales_count DESC, l.product_id DESC
  LIMIT {SHOWN})"""
STATEMENT = NEAR.format(
    SHELF.format(shelf="stall", source="mates", side="=")
    + " UNION ALL "
    + SHELF.format(shelf="similar", source="others", side="<>")
)


@dataclass(frozen=True)
class Neighbours:
    """Three shelves of cards; nothing sold out on the first two."""

    stall: list[Card]
    similar: list[Card]
    seen: list[Card]


def neighbours(product: Product, tree: Tree, *, seen: Sequence[str] = (), now: datetime) -> Neighbours:
    """Everything near a product, in one statement. `seen` are public ids, newest first."""
    wanted = [each for each in seen if each != product.public_id]
    way = tree.way_to(product.category_id)
    values = {
        "id": product.pk,
        "seller": product.seller_id,
        "category": product.category_id,
        "branch": tree.branch(way[0]) if way else [],
        "seen": wanted,
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, values)
        rows = cursor.fetchall()
    known = stalls()
    shown = [(kind, key, row, card(row, known[row[1]], now=now)) for kind, key, *row in rows if row[1] in known]
    return Neighbours(
        stall=[made for kind, _key, _row, made in shown if kind == "stall"],
        similar=[made for kind, _key, _row, made in shown if kind == "similar"],
        seen=in_order({key: (row, made) for kind, key, row, made in shown if kind == "seen"}, wanted),
    )
