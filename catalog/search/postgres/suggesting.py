"""What somebody who still types may mean."""

from typing import Any

from django.db import connection

from ..engine import Completion
from ..words import plain, stem, term_id, terms

WORDS = 12
# A short beginning is looked up among the noted ones; in a small vocabulary nothing is noted, and all words are read.
COMPLETE = """
WITH noted AS MATERIALIZED (SELECT unnest(terms) AS id FROM catalog_searchprefix WHERE prefix = %(last)s),
found AS (
  SELECT t.text, t.shown, t.found_in FROM noted JOIN catalog_searchterm t ON t.id = noted.id
   UNION SELECT text, shown, found_in FROM catalog_searchterm WHERE id = %(whole)s
   UNION SELECT text, shown, found_in FROM catalog_searchterm
    WHERE (text LIKE %(like)s OR shown LIKE %(like)s) AND NOT EXISTS (SELECT FROM noted))
(SELECT false, text, shown, found_in FROM found WHERE found_in > 0 AND shown <> ''
  ORDER BY found_in DESC, text LIMIT %(limit)s)
UNION ALL SELECT true, text, shown, found_in FROM catalog_searchterm WHERE id = ANY(%(before)s)"""
IN_TITLE = "l.terms[1:l.title_terms] && %s::int[]"
BEST = f"({IN_TITLE}) DESC, l.available > 0 DESC, l.sales_count DESC, l.product_id DESC"
PRODUCTS = f"SELECT l.product_id FROM catalog_listing l WHERE {{}} ORDER BY {BEST} LIMIT %s"
# Where each word is one that thousands have, only the best-selling products are looked through.
WALK = f"""SELECT l.product_id
  FROM (SELECT * FROM catalog_listing ORDER BY sales_count DESC, product_id DESC LIMIT %s) l
 WHERE l.available > 0 AND {{}} AND {IN_TITLE} ORDER BY l.sales_count DESC, l.product_id DESC LIMIT %s"""
MANY, WALKED = 3_000, 7_000


def suggest(words: str, limit: int) -> tuple[list[Completion], list[int]]:
    """See engine.Engine.suggest. Two statements."""
    before, last = _cut(words)
    if not last:
        return [], []
    finished = [term_id(term.text) for term in terms(before) if term.is_whole]
    values: dict[str, Any] = {
        "last": last,
        "like": f"{last}%",
        "whole": term_id(stem(last)),
        "before": finished,
        "limit": WORDS,
    }
    with connection.cursor() as cursor:
        cursor.execute(COMPLETE, values)
        rows = cursor.fetchall()
    completions = [(text, shown, count) for is_before, text, shown, count in rows if not is_before]
    counts = [count for is_before, _text, _shown, count in rows if is_before]
    counts.append(sum(count for _text, _shown, count in completions))
    groups = [[key] for key in finished] + [[term_id(text) for text, _shown, _count in completions]]
    lead = f"{before} " if before else ""
    found = [Completion(lead + shown, count) for _text, shown, count in completions]
    return found, _products(groups, limit, is_walked=min(counts) > MANY)


def _products(groups: list[list[int]], limit: int, *, is_walked: bool) -> list[int]:
    conditions = " AND ".join(["l.terms && %s::int[]"] * len(groups))
    with connection.cursor() as cursor:
        if is_walked:
            cursor.execute(WALK.format(conditions), [WALKED, *groups, groups[-1], limit])
        else:
            cursor.execute(PRODUCTS.format(conditions), [*groups, groups[-1], limit])
        return [key for (key,) in cursor.fetchall()]


def _cut(words: str) -> tuple[str, str]:
    """The finished words and the one that is being typed, plain."""
    before, _space, last = plain(words.strip()).rpartition(" ")
    return before, last.replace("%", "").replace("_", "").replace("\\", "")
