"""`rating_sum` and `review_count` of a product: the sum and the number of the stars of its published reviews.

They change by one conditional UPDATE in the transaction that publishes or takes back, so those who write at once add
up: nobody reads a number in order to write it. The row of the review is locked before that of its product.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from commerce.kernel.errors import Conflict
from commerce.kernel.transactions import must_be_within

from . import listings

CHANGE = """
UPDATE catalog_product
   SET rating_sum = rating_sum + %(stars)s, review_count = review_count + %(number)s, cache_version = cache_version + 1
 WHERE id = %(product)s AND review_count + %(number)s >= 0 AND rating_sum + %(stars)s >= review_count + %(number)s
"""
LOCK = "SELECT id FROM catalog_product WHERE (%(all)s OR id = ANY(%(ids)s)) ORDER BY id FOR NO KEY UPDATE"
# A statement after LOCK sees what those have committed that we waited for.
REPAIR = """
WITH told AS MATERIALIZED (
  SELECT product_id, sum(stars) AS stars, count(*) AS number FROM catalog_review
   WHERE state = 'published' AND (%(all)s OR product_id = ANY(%(ids)s)) GROUP BY product_id)
UPDATE catalog_product p
   SET rating_sum = coalesce(told.stars, 0), review_count = coalesce(told.number, 0),
       cache_version = p.cache_version + 1
  FROM catalog_product q LEFT JOIN told ON told.product_id = q.id
 WHERE p.id = q.id AND (%(all)s OR q.id = ANY(%(ids)s))
   AND (p.rating_sum, p.review_count) IS DISTINCT FROM (coalesce(told.stars, 0), coalesce(told.number, 0))
RETURNING p.id
"""


def add(*, product_id: int, stars: int) -> None:
    """One more published review. Raises Conflict when there is no such product any more."""
    _change(product_id, stars, 1)


def take_away(*, product_id: int, stars: int) -> None:
    """One published review fewer. Raises Conflict when the columns hold less than that (see `repair`)."""
    _change(product_id, -stars, -1)


def repair(*, product_ids: Iterable[int] | None = None) -> int:
    """Count the published reviews of these products, or of all, anew. Returns how many rows told something else."""
    values: dict[str, Any] = {"all": product_ids is None, "ids": list(product_ids or [])}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK, values)
        cursor.execute(REPAIR, values)
        mended = [key for (key,) in cursor.fetchall()]
        listings.project(mended)
    return len(mended)


def _change(product_id: int, stars: int, number: int) -> None:
    must_be_within("ratings change in the transaction that publishes or takes back")
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, {"product": product_id, "stars": stars, "number": number})
        if cursor.rowcount != 1:
            raise Conflict(f"the ratings of product {product_id} do not fit its reviews: repair them")
    listings.project([product_id])
