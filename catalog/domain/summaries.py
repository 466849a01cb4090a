"""The columns of a product that are derived from its variants, stock and pictures; its listing follows.

Every writer of those calls `refresh` in its own transaction. Lock order of the catalogue: reviews, holds, stock rows by
id, product rows by id; `refresh` takes the last of these, and so does `ratings`, which keeps the two columns of stars.
"""

from collections.abc import Iterable

from django.conf import settings

from commerce.kernel.prepared import prepared_cursor
from commerce.kernel.transactions import must_be_within

from ..queries.seasons import OUT_OF_SEASON
from . import indexing, listings

# What a variant without counted stock adds to `available`: more than any cart may ask for.
UNCOUNTED = 999_999
MOST = 2_000_000_000

LOCK_ROWS = "SELECT id FROM catalog_product WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"

# The day of the year in the shop's time zone, by the database's clock; a season may go past New Year.
TODAY = "to_char(clock_timestamp() AT TIME ZONE %(zone)s, 'MMDD')::int"
IN_SEASON = f"""(p.season_from IS NULL OR CASE WHEN p.season_from <= p.season_to
    THEN {TODAY} BETWEEN p.season_from AND p.season_to
    ELSE {TODAY} >= p.season_from OR {TODAY} <= p.season_to END)"""

# The units left of each variant, and what a product with so many units in all says of itself.
FREE = """free AS MATERIALIZED (
  SELECT l.variant_id, sum(l.on_hand - l.held - l.allocated) AS units
    FROM catalog_stocklevel l JOIN catalog_variant v ON v.id = l.variant_id
   WHERE v.product_id = ANY(%(ids)s) GROUP BY l.variant_id)"""
OFFERED = """FROM catalog_variant v JOIN catalog_product p ON p.id = v.product_id
    LEFT JOIN free ON free.variant_id = v.id
   WHERE v.product_id = ANY(%(ids)s) AND v.is_active GROUP BY v.product_id"""
UNITS = "sum(CASE WHEN p.is_digital OR NOT v.tracks_stock THEN %(uncounted)s ELSE coalesce(free.units, 0) END)"
AVAILABLE = f"CASE WHEN {IN_SEASON} THEN least(coalesce(offer.units, 0), %(most)s) ELSE %(over)s END"

# A statement of its own after LOCK_ROWS: it must see what the transaction we waited for has committed. Its parts are
# materialised: with stale statistics a planner that inlines them computes each one again for every product.
# A product of which nothing is offered keeps its last price: it is sold out, not free.
REFRESH = f"""
WITH {FREE},
offer AS MATERIALIZED (
  SELECT v.product_id, min(v.price_minor) AS low, max(v.price_minor) AS high,
         (array_agg(v.compare_at_minor ORDER BY v.price_minor, v.position, v.id))[1] AS compare_at,
         {UNITS} AS units,
         CASE WHEN count(*) = 1 THEN min(v.public_id) ELSE '' END AS only_variant
    {OFFERED}),
lead AS MATERIALIZED (
  SELECT DISTINCT ON (product_id) product_id, id FROM catalog_picture
   WHERE product_id = ANY(%(ids)s) AND state IN ('ready', 'pending') ORDER BY product_id, position, id)
UPDATE catalog_product p
   SET price_from_minor = coalesce(offer.low, p.price_from_minor),
       price_to_minor = coalesce(offer.high, p.price_to_minor),
       compare_at_minor = offer.compare_at,
       available = {AVAILABLE},
       only_variant = coalesce(offer.only_variant, ''), lead_picture_id = lead.id,
       cache_version = p.cache_version + 1
  FROM unnest(%(ids)s::bigint[]) AS wanted(id)
  LEFT JOIN offer ON offer.product_id = wanted.id LEFT JOIN lead ON lead.product_id = wanted.id
 WHERE p.id = wanted.id
"""


# Of a product whose units have moved, and nothing else. Lists are told by the same statement.
COUNT = f"""
WITH {FREE},
offer AS MATERIALIZED (
  SELECT v.product_id, {UNITS} AS units
    {OFFERED}),
told AS (
  UPDATE catalog_product p SET available = {AVAILABLE}, cache_version = p.cache_version + 1
    FROM unnest(%(ids)s::bigint[]) AS wanted(id) LEFT JOIN offer ON offer.product_id = wanted.id
   WHERE p.id = wanted.id RETURNING p.id, p.available)
UPDATE catalog_listing l SET available = told.available FROM told
 WHERE l.product_id = told.id AND l.available <> told.available
"""


def refresh(product_ids: Iterable[int], *, with_text: bool = False) -> None:
    """Recompute prices, availability, lead picture and the only variant of these products, and project their listings;
    bump `cache_version`. `with_text` has the search index follow, too: for changes of titles, SKUs, details and the
    like.

    Needs a transaction (the lock on the product rows is what makes concurrent writers of different variants of one
    product add up).
    """
    ids = list(product_ids)
    if not ids:
        return
    _run(REFRESH, ids)
    if with_text:
        listings.add_values(ids)
        indexing.request(ids)
    listings.project(ids)


def count_units(product_ids: Iterable[int]) -> None:
    """`refresh` where no more has happened than that units were held, given back or sold: pages may tell that half a
    minute later. Needs a transaction, too."""
    ids = list(product_ids)
    if ids:
        _run(COUNT, ids)


def _run(sql: str, ids: list[int]) -> None:
    must_be_within("summaries are refreshed in the transaction that changes what they tell")
    with prepared_cursor() as cursor:
        cursor.execute(LOCK_ROWS, [ids])
        values = {"ids": ids, "uncounted": UNCOUNTED, "most": MOST, "over": OUT_OF_SEASON, "zone": settings.TIME_ZONE}
        cursor.execute(sql, values)
