"""The columns of a product that are derived from its variants, stock and pictures, and its search text.

Every writer of those calls `refresh` in its own transaction. Lock order of the catalogue: holds, stock rows by id,
product rows by id; `refresh` takes the last of these.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection

from ..queries.seasons import OUT_OF_SEASON

# What a variant without counted stock adds to `available`: more than any cart may ask for.
UNCOUNTED = 999_999
MOST = 2_000_000_000
TEXT_CHARS = 50_000

LOCK = "SELECT id FROM catalog_product WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"

# Each text in two configurations: 'english' finds stems ("lamps"), 'simple' finds names and model numbers as written.
VECTOR = """setweight(to_tsvector('simple', t.a) || to_tsvector('english', t.a), 'A')
             || setweight(to_tsvector('simple', t.b) || to_tsvector('english', t.b), 'B')
             || setweight(to_tsvector('simple', t.c) || to_tsvector('english', t.c), 'C')
             || setweight(to_tsvector('simple', t.d) || to_tsvector('english', t.d), 'D')"""
TEXTS = """t AS MATERIALIZED (
        SELECT q.id, q.title AS a,
               concat_ws(' ', q.brand, q.product_type, (SELECT string_agg(v.sku, ' ' ORDER BY v.position, v.id)
                  FROM catalog_variant v WHERE v.product_id = q.id AND v.is_active AND v.sku <> '')) AS b,
               concat_ws(' ', array_to_string(q.tags, ' '), c.name) AS c,
               left(regexp_replace(q.description, '<[^>]*>', ' ', 'g'), %(chars)s) AS d
          FROM catalog_product q LEFT JOIN catalog_category c ON c.id = q.category_id
         WHERE q.id = ANY(%(ids)s))"""

# The day of the year in the shop's time zone, by the database's clock; a season may go past New Year.
TODAY = "to_char(clock_timestamp() AT TIME ZONE %(zone)s, 'MMDD')::int"
IN_SEASON = f"""(p.season_from IS NULL OR CASE WHEN p.season_from <= p.season_to
    THEN {TODAY} BETWEEN p.season_from AND p.season_to
    ELSE {TODAY} >= p.season_from OR {TODAY} <= p.season_to END)"""

# A statement of its own after LOCK: it must see what the transaction we waited for has committed. Its parts are
# materialised: with stale statistics a planner that inlines them computes each one again for every product.
# A product of which nothing is offered keeps its last price: it is sold out, not free.
REFRESH = """
WITH free AS MATERIALIZED (
  SELECT l.variant_id, sum(l.on_hand - l.held - l.allocated) AS units
    FROM catalog_stocklevel l JOIN catalog_variant v ON v.id = l.variant_id
   WHERE v.product_id = ANY(%(ids)s) GROUP BY l.variant_id),
offer AS MATERIALIZED (
  SELECT v.product_id, min(v.price_minor) AS low, max(v.price_minor) AS high,
         (array_agg(v.compare_at_minor ORDER BY v.price_minor, v.position, v.id))[1] AS compare_at,
         sum(CASE WHEN p.is_digital OR NOT v.tracks_stock THEN %(uncounted)s ELSE coalesce(free.units, 0) END) AS units,
         CASE WHEN count(*) = 1 THEN min(v.public_id) ELSE '' END AS only_variant
    FROM catalog_variant v JOIN catalog_product p ON p.id = v.product_id LEFT JOIN free ON free.variant_id = v.id
   WHERE v.product_id = ANY(%(ids)s) AND v.is_active GROUP BY v.product_id),
lead AS MATERIALIZED (
  SELECT DISTINCT ON (product_id) product_id, id FROM catalog_picture
   WHERE product_id = ANY(%(ids)s) AND state IN ('ready', 'pending') ORDER BY product_id, position, id){texts}
UPDATE catalog_product p
   SET price_from_minor = coalesce(offer.low, p.price_from_minor),
       price_to_minor = coalesce(offer.high, p.price_to_minor),
       compare_at_minor = offer.compare_at,
       available = CASE WHEN {season} THEN least(coalesce(offer.units, 0), %(most)s) ELSE %(over)s END,
       only_variant = coalesce(offer.only_variant, ''), lead_picture_id = lead.id,
       cache_version = p.cache_version + 1{search}
  FROM unnest(%(ids)s::bigint[]) AS wanted(id)
  LEFT JOIN offer ON offer.product_id = wanted.id LEFT JOIN lead ON lead.product_id = wanted.id{join}
 WHERE p.id = wanted.id
"""
REFRESH_NUMBERS = REFRESH.format(season=IN_SEASON, search="", texts="", join="")
REFRESH_ALL = REFRESH.format(
    season=IN_SEASON, search=f", search = {VECTOR}", texts=f",\n{TEXTS}", join=" JOIN t ON t.id = wanted.id"
)
INDEX_TEXT = f"WITH {TEXTS} UPDATE catalog_product p SET search = {VECTOR} FROM t WHERE p.id = t.id"


def refresh(product_ids: Iterable[int], *, with_text: bool = False) -> None:
    """Recompute prices, availability, lead picture and the only variant of these products; bump `cache_version`.
    `with_text` recomputes the search vector, too: for changes of titles, descriptions, SKUs and the like.

    Needs a transaction (the lock on the product rows is what makes concurrent writers of different variants of one
    product add up).
    """
    ids = list(product_ids)
    if not ids:
        return
    if not connection.in_atomic_block:
        raise RuntimeError("summaries are refreshed in the transaction that changes what they tell")
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [ids])
        values = {"ids": ids, "uncounted": UNCOUNTED, "most": MOST, "chars": TEXT_CHARS, "over": OUT_OF_SEASON,
                  "zone": settings.TIME_ZONE}  # fmt: skip
        cursor.execute(REFRESH_ALL if with_text else REFRESH_NUMBERS, values)


def index_text(product_ids: Iterable[int]) -> None:
    """Recompute the search vector alone: title A; brand, type and SKUs B; tags and category C; description D."""
    ids = list(product_ids)
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(INDEX_TEXT, {"ids": ids, "chars": TEXT_CHARS})
