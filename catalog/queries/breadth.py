"""About how many products a list holds before anybody filters, where it is too long to count each time."""

from hashlib import md5

from django.db import connection

from commerce.kernel.cached import kept

from ..search.engine import Filters, Request
from .finder import engine

KEY = "catalog:breadth:2"
SECONDS = 900
# In a shop of fewer products everything is counted as it is.
SMALL = 25_000
COUNT = """SELECT 'c', coalesce(category_id, 0), count(*) FROM catalog_listing GROUP BY 2
 UNION ALL SELECT 's', seller_id, count(*) FROM catalog_listing GROUP BY 2"""
# Products by category ("c") and by stall ("s").
Breadth = dict[tuple[str, int], int]


def of(scope: Filters) -> int:
    """The number for a branch of the tree, a stall, a collection or the whole shop; 0 where counting is cheap
    anyway."""
    if scope.products is not None:
        return 0
    counts = kept(KEY, _read, seconds=SECONDS)
    if scope.any_of:
        return _of_rule(scope) if sum(counts.values()) else 0
    if scope.sellers:
        return sum(counts.get(("s", key), 0) for key in scope.sellers)
    if scope.categories is not None:
        return sum(counts.get(("c", key), 0) for key in scope.categories)
    return sum(number for (kind, _key), number in counts.items() if kind == "c")


def _of_rule(scope: Filters) -> int:
    """Counted up to what is counted at all, and kept."""
    digest = md5(repr(scope).encode(), usedforsecurity=False).hexdigest()
    counted = lambda: [engine().search(Request(scope=scope, size=1)).counts.scope]  # noqa: E731
    return kept(f"{KEY}:{digest}", counted, seconds=SECONDS)[0]


def _read() -> Breadth:
    """Nothing but a mark for a shop that is small, of which only the size is looked at."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'catalog_listing'::regclass")
        if cursor.fetchone()[0] <= SMALL:
            return {("c", 0): 0}
        cursor.execute(COUNT)
        return {(kind, key): number for kind, key, number in cursor.fetchall()}
