"""How often things were sold: the order in which lists show them."""

from collections.abc import Mapping

from django.db import connection

from . import listings

# Rows are locked by id, like every writer of products locks them.
COUNT = """
WITH sold AS (SELECT p.id, n.units FROM unnest(%s::bigint[], %s::int[]) AS n(id, units)
                JOIN catalog_product p ON p.id = n.id ORDER BY p.id FOR NO KEY UPDATE OF p)
UPDATE catalog_product p SET sales_count = p.sales_count + sold.units FROM sold WHERE p.id = sold.id"""


def count_sold(units: Mapping[int, int]) -> None:
    """Add units sold by product id; negative ones take back. In the caller's transaction."""
    ids = sorted(units)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [ids, [units[key] for key in ids]])
    listings.project(ids, sold=True)
