"""The rows that lists read, projected from products in the transaction that changes these.

A product has a listing while anybody may see it: it is active and its stall is open. What the search engine keeps on
the same row stays as it is; a new row, or one whose text changed, is indexed by job.
"""

from collections.abc import Iterable

from django.db import connection, transaction

from commerce.kernel.page_cache import edits

from ..models import Product
from ..models.listing import NO_PRICE
from .walking import in_batches

CARD_WIDTH = 480
BATCH = 2_000
OFFERED = "EXISTS (SELECT FROM catalog_variant v WHERE v.product_id = p.id AND v.is_active)"
# The rendition that a card shows: the widest of at most CARD_WIDTH pixels, else the narrowest.
WIDTHS = "jsonb_array_elements_text(CASE WHEN pic.avif <> '[]' THEN pic.avif ELSE pic.webp END) w"
PICTURE = f"""CASE WHEN pic.state = 'ready' AND (pic.avif <> '[]' OR pic.webp <> '[]') THEN concat(pic.digest, '/',
  (SELECT coalesce(max(w::int) FILTER (WHERE w::int <= {CARD_WIDTH}), min(w::int)) FROM {WIDTHS})) ELSE '' END"""
VALUES = """coalesce((SELECT array_agg(f.id::int ORDER BY f.id) FROM catalog_facetvalue f
  WHERE (f.attribute_id, f.text) IN (
    SELECT d.attribute_id, coalesce(nullif(d.text, ''), trim_scale(d.number)::text)
      FROM catalog_productattribute d WHERE d.product_id = p.id
     UNION ALL SELECT a.id, p.brand FROM catalog_attribute a WHERE a.code = 'brand' AND p.brand <> '')), '{}')"""

COLUMNS = (
    "product_id", "seller_id", "category_id", "title", "slug", "picture", "ground", "currency", "price_minor",
    "price_to_minor", "compare_at_minor", "available", "only_variant", "is_digital", "is_featured", "rating_sum",
    "review_count", "stars", "sales_count", "values",
)  # fmt: skip
NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
SHOWN = f"""SELECT p.id, p.seller_id, p.category_id, p.title, p.slug, {PICTURE}, coalesce(pic.ground, 15), p.currency,
    CASE WHEN p.price_from_minor > 0 OR {OFFERED} THEN p.price_from_minor ELSE {NO_PRICE} END,
    p.price_to_minor, p.compare_at_minor, p.available, p.only_variant, p.is_digital, p.is_featured, p.rating_sum,
    p.review_count,
    CASE WHEN p.review_count > 0 THEN (p.rating_sum * 1000 + 17500) / (p.review_count + 5) ELSE 0 END,
    p.sales_count, {VALUES}
  FROM catalog_product p JOIN sellers_seller s ON s.id = p.seller_id
  LEFT JOIN catalog_picture pic ON pic.id = p.lead_picture_id
 WHERE p.status = 'active' AND s.state = 'approved'"""
OWN, NEW, WANTED = (", ".join(f'{row}."{name}"' for name in COLUMNS) for row in ("l", "excluded", "shown"))
TAKEN_OVER = ", ".join(f'"{name}" = excluded."{name}"' for name in COLUMNS[1:])
PROJECT = f"""
WITH shown ({NAMES}) AS MATERIALIZED ({SHOWN} AND p.id = ANY(%(ids)s)),
gone AS (DELETE FROM catalog_listing l WHERE l.product_id = ANY(%(ids)s)
            AND NOT EXISTS (SELECT FROM shown WHERE shown.product_id = l.product_id))
INSERT INTO catalog_listing AS l ({NAMES}, terms, title_terms, sku_term)
SELECT {NAMES}, '{{}}', 0, 0 FROM shown ORDER BY product_id
    ON CONFLICT (product_id) DO UPDATE SET {TAKEN_OVER} WHERE ({OWN}) IS DISTINCT FROM ({NEW})"""
# Facet values that these products need and nobody has had before.
NEW_VALUES = """
INSERT INTO catalog_facetvalue (attribute_id, text)
SELECT DISTINCT n.attribute_id, n.text FROM (
  SELECT d.attribute_id, coalesce(nullif(d.text, ''), trim_scale(d.number)::text) AS text
    FROM catalog_productattribute d WHERE d.product_id = ANY(%(ids)s)
   UNION ALL SELECT a.id, p.brand FROM catalog_attribute a, catalog_product p
    WHERE a.code = 'brand' AND p.brand <> '' AND p.id = ANY(%(ids)s)) n
 WHERE n.text IS NOT NULL AND NOT EXISTS (SELECT FROM catalog_facetvalue f
        WHERE f.attribute_id = n.attribute_id AND f.text = n.text)
 ORDER BY 1, 2 ON CONFLICT DO NOTHING"""
DRIFT = f"""
WITH shown ({NAMES}) AS ({SHOWN})
SELECT coalesce(shown.product_id, l.product_id) FROM shown FULL JOIN catalog_listing l USING (product_id)
 WHERE shown.product_id IS NULL OR l.product_id IS NULL
    OR ({OWN}) IS DISTINCT FROM ({WANTED})"""


def project(product_ids: Iterable[int]) -> None:
    """Write the listings of these products as the products are now; take away those that nobody may see any more.
    The caller's transaction holds the product rows. Pages show it at once."""
    ids = sorted(set(product_ids))
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(PROJECT, {"ids": ids})
        edits.changed()


def add_values(product_ids: Iterable[int]) -> None:
    """Number the brands and details of these products that are new, so that their listings can hold them; before
    `project` or `summaries.refresh`."""
    with connection.cursor() as cursor:
        cursor.execute(NEW_VALUES, {"ids": list(product_ids)})


def follow_stall(seller_id: int) -> None:
    """List what an open stall has on sale, or nothing of a closed one. In the transaction that opens or closes it."""
    for ids in in_batches(Product.objects.filter(seller=seller_id), BATCH):
        project(ids)


def drifted() -> list[int]:
    """Products whose listing is not what it should be: none, unless somebody wrote past the domain."""
    with connection.cursor() as cursor:
        cursor.execute(DRIFT)
        return sorted(key for (key,) in cursor.fetchall())


def rebuild() -> int:
    """Project every product anew, in batches of their own while the shop is open. Returns how many were wrong."""
    wrong = len(drifted())
    for ids in in_batches(Product.objects.all(), BATCH):
        with transaction.atomic():
            add_values(ids)
            project(ids)
    return wrong
