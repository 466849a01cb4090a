"""Putting products into the index, and keeping the vocabulary's counts.

Only `terms`, `title_terms`, `sku_term` and `vector` of a listing are written here. Rows are locked by product, words
by number, always in that order.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction

from ..impacts import Document, entry
from ..spelling import can_be_misspelt, shapes
from ..words import Term
from . import popular
from .literals import array, sparse
from .vocabulary import ALL

TEXT_CHARS = 40
LOCK = """SELECT product_id, terms FROM catalog_listing WHERE product_id = ANY(%s) ORDER BY product_id FOR UPDATE"""
PUT = """UPDATE catalog_listing l SET terms = n.terms::int[], title_terms = n.front, sku_term = n.sku,
         vector = n.vector::sparsevec
  FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::int[], %s::text[]) AS n(id, terms, front, sku, vector)
 WHERE l.product_id = n.id"""
COUNT = """INSERT INTO catalog_searchterm AS t (id, text, shown, found_in, shapes)
SELECT n.id, n.text, n.shown, greatest(n.more, 0), n.shapes::int[]
  FROM unnest(%s::int[], %s::text[], %s::text[], %s::int[], %s::text[]) AS n(id, text, shown, more, shapes) ORDER BY 1
    ON CONFLICT (id) DO UPDATE SET found_in = greatest(t.found_in + %s * excluded.found_in, 0),
       shown = CASE WHEN excluded.shown <> '' AND (t.shown = '' OR length(excluded.shown) < length(t.shown))
               THEN excluded.shown ELSE t.shown END"""
RECOUNT = """
WITH counted AS MATERIALIZED (
  SELECT term AS id, count(*) AS n FROM catalog_listing, unnest(terms) term GROUP BY 1
   UNION ALL SELECT 0, count(*) FROM catalog_listing WHERE vector IS NOT NULL)
UPDATE catalog_searchterm t SET found_in = coalesce(c.n, 0)
  FROM catalog_searchterm old LEFT JOIN counted c ON c.id = old.id
 WHERE t.id = old.id AND t.found_in <> coalesce(c.n, 0)"""
# In a vocabulary of more words, the most common of each short beginning are noted.
MANY_WORDS, NOTED, LONGEST_NOTED = 20_000, 12, 4
NOTE = f"""
WITH words AS MATERIALIZED (
  SELECT id, text, shown, found_in FROM catalog_searchterm WHERE found_in > 1 AND shown <> ''),
beginnings AS (
  SELECT DISTINCT left(t, n) AS prefix, id, found_in FROM words, generate_series(1, {LONGEST_NOTED}) n,
         LATERAL (VALUES (text), (shown)) v(t) WHERE length(t) >= n)
INSERT INTO catalog_searchprefix (prefix, terms)
SELECT prefix, (array_agg(id ORDER BY found_in DESC, id))[1:{NOTED}] FROM beginnings
 WHERE (SELECT count(*) FROM words) > {MANY_WORDS} GROUP BY prefix"""
FORGET = "DELETE FROM catalog_searchterm WHERE found_in = 0 AND id <> 0"


def put(documents: Sequence[Document]) -> int:
    """Index the documents that are listed, in one transaction. Returns how many that were."""
    entries = {document.id: entry(document) for document in documents}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK, [sorted(entries)])
        before: dict[int, list[int]] = dict(cursor.fetchall())
        rows = [entries[key] for key in before]
        if not rows:
            return 0
        cursor.execute(
            PUT,
            [
                [row.id for row in rows],
                [array(row.terms) for row in rows],
                [row.title_terms for row in rows],
                [row.sku_term for row in rows],
                [sparse(row.weights) for row in rows],
            ],
        )
        texts = {key: term for row in rows for key, term in row.texts.items()}
        gained = Counter(key for row in rows for key in set(row.terms) - set(before[row.id]))
        lost = Counter(key for row in rows for key in set(before[row.id]) - set(row.terms))
        gained[ALL] = sum(not before[row.id] for row in rows)
        _count(gained, texts, 1)
        _count(lost, texts, -1)
    return len(rows)


def recount() -> None:
    """Count all words anew, forget those that no product holds any more, note the common beginnings, and look for the
    best-selling."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(RECOUNT)
        cursor.execute(FORGET)
        cursor.execute("DELETE FROM catalog_searchprefix")
        cursor.execute(NOTE)
    popular.look()


def empty(ids: Iterable[int]) -> None:
    """Take what is indexed of these products away; their listings stay."""
    sql = "UPDATE catalog_listing SET terms = '{}', title_terms = 0, sku_term = 0, vector = NULL"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE product_id = ANY(%s)", [sorted(ids)])


def _count(changes: Counter[int], texts: dict[int, Term], sign: int) -> None:
    keys = sorted(key for key, number in changes.items() if number)
    known = [texts.get(key) for key in keys]
    names = [term.text[:TEXT_CHARS] if term else "" for term in known]
    values: list[list[Any]] = [
        keys,
        names,
        [term.shown[:TEXT_CHARS] if term else "" for term in known],
        [changes[key] for key in keys],
        [array(shapes(name)) if can_be_misspelt(name) else "{}" for name in names],
    ]
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [*values, sign])
