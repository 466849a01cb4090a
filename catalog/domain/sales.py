"""How often things were sold: the order in which lists show them."""

from collections.abc import Mapping

from commerce.kernel.prepared import prepared_cursor

# Rows are locked by id, like every writer of products locks them. Pages may tell half a minute later.
COUNT = """
WITH sold AS (SELECT v.product_id, sum(n.units) AS units FROM unnest(%s::bigint[], %s::int[]) AS n(variant_id, units)
                JOIN catalog_variant v ON v.id = n.variant_id GROUP BY v.product_id),
locked AS MATERIALIZED (SELECT p.id, sold.units FROM catalog_product p JOIN sold ON sold.product_id = p.id
                         ORDER BY p.id FOR NO KEY UPDATE OF p),
told AS (UPDATE catalog_product p SET sales_count = p.sales_count + locked.units FROM locked
          WHERE p.id = locked.id RETURNING p.id, p.sales_count)
UPDATE catalog_listing l SET sales_count = told.sales_count FROM told WHERE l.product_id = told.id"""


def count_sold(units: Mapping[int, int]) -> None:
    """Add units sold by variant id; negative ones take back. In the caller's transaction."""
    with prepared_cursor() as cursor:
        cursor.execute(COUNT, [[*units], [*units.values()]])
