"""The best-selling tenth of a large catalogue.

Of words that thousands of products hold, these are looked through: they have an index of words of their own, a small
one. They are looked for each night; a catalogue that is not large has none.
"""

from django.db import connection

LARGE, SHARE = 50_000, 0.1
BATCH = 1_000
CHANGED = """
WITH best AS MATERIALIZED (
  SELECT product_id FROM catalog_listing ORDER BY sales_count DESC, product_id DESC
   LIMIT (SELECT CASE WHEN count(*) >= %s THEN floor(count(*) * %s) ELSE 0 END FROM catalog_listing))
SELECT l.product_id, NOT l.is_popular FROM catalog_listing l
 WHERE l.is_popular <> (l.product_id IN (SELECT product_id FROM best)) ORDER BY 1"""
TURN = """
WITH turned AS MATERIALIZED (
  SELECT product_id, wanted
    FROM catalog_listing c JOIN unnest(%s::bigint[], %s::boolean[]) n (id, wanted) ON n.id = c.product_id
   ORDER BY product_id FOR NO KEY UPDATE OF c)
UPDATE catalog_listing l SET is_popular = wanted FROM turned WHERE l.product_id = turned.product_id"""


def look() -> int:
    """Mark them anew, a few at a time while the shop is open. Returns how many came or went."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [LARGE, SHARE])
        changed: list[tuple[int, bool]] = cursor.fetchall()
        for start in range(0, len(changed), BATCH):
            cursor.execute(TURN, [list(each) for each in zip(*changed[start : start + BATCH], strict=True)])
    return len(changed)


def number_of(hits: float, size: int) -> float:
    """About how many of so many hits are popular, cautiously guessed; of `size` products."""
    return hits * SHARE * 0.75 if size >= LARGE else 0.0
