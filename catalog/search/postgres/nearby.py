"""What is like a product, in its stall and elsewhere: the closeness of two products is the product of their words'
weights."""

from collections.abc import Sequence

from commerce.kernel.prepared import prepared_cursor

# The best sellers that are compared: of the stall, and of each shelf around.
OF_STALL, OF_SHELF = 100, 50
READ = "l.product_id, l.seller_id, l.category_id, l.available, l.sales_count, l.vector"
BEST = "ORDER BY l.sales_count DESC, l.product_id DESC LIMIT"
COMPARED = f"""
WITH me AS MATERIALIZED (
  SELECT %(id)s::bigint AS id, %(seller)s::bigint AS seller_id, %(category)s::bigint AS category_id,
         (SELECT vector FROM catalog_listing WHERE product_id = %(id)s) AS vector),
mates AS MATERIALIZED (SELECT {READ} FROM catalog_listing l WHERE l.seller_id = %(seller)s {BEST} {OF_STALL}),
others AS MATERIALIZED (
  SELECT n.* FROM unnest(%(branch)s::bigint[]) c CROSS JOIN LATERAL (
    SELECT {READ} FROM catalog_listing l WHERE l.category_id = c {BEST} {OF_SHELF}) n
   UNION ALL (SELECT {READ} FROM catalog_listing l WHERE cardinality(%(branch)s::bigint[]) = 0 {BEST} {OF_SHELF}))"""


def near(*, product: int, seller: int, category: int | None, branch: Sequence[int], limit: int) -> dict[int, str]:
    """Keys of products, each with "stall" or "similar".

    At most `limit` of the product's stall, at most `limit` of other stalls on the shelves of `branch` (of all, when it
    is empty), the most alike first and nothing sold out. One statement."""
    values = {"id": product, "seller": seller, "category": category, "branch": list(branch), "limit": limit}
    with prepared_cursor() as cursor:
        cursor.execute(NEAR, values)
        return dict(cursor.fetchall())


def _shelf(name: str, source: str, side: str) -> str:
    """Of `source` what lies on this side of the product's stall."""
    return f"""
(SELECT l.product_id, '{name}' FROM {source} l, me
  WHERE l.product_id <> me.id AND l.seller_id {side} me.seller_id AND l.available > 0
  ORDER BY (l.category_id IS NOT DISTINCT FROM me.category_id) DESC,
           round(coalesce(-(l.vector <#> me.vector), 0)::numeric, 1) DESC, l.sales_count DESC, l.product_id DESC
  LIMIT %(limit)s)"""


NEAR = f"{COMPARED} {_shelf('stall', 'mates', '=')} UNION ALL {_shelf('similar', 'others', '<>')}"
