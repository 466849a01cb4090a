"""Categories as the front shows them: each root with its own drawing, or the best seller's picture of its branch."""

from collections.abc import Iterable, Mapping

from django.db import connection

from ..models import Picture
from .categories import Node, Tree

# The best seller of each category, and the best that has a picture.
BEST = """
SELECT c.id, best.has_picture, best.sales_count, best.product_id, p.lead_picture_id
  FROM unnest(%s::bigint[]) AS c(id) CROSS JOIN LATERAL (
   (SELECT true AS has_picture, sales_count, product_id FROM catalog_listing
     WHERE category_id = c.id AND picture <> '' ORDER BY sales_count DESC, product_id DESC LIMIT 1)
    UNION ALL
   (SELECT false, sales_count, product_id FROM catalog_listing
     WHERE category_id = c.id ORDER BY sales_count DESC, product_id DESC LIMIT 1)) best
  JOIN catalog_product p ON p.id = best.product_id"""
# Has a picture, sales, id, picture's id: what is greater stands before.
Best = tuple[bool, int, int, int | None]


def with_tile_pictures(tree: Tree) -> list[tuple[Node, Picture | None]]:
    """Roots that have something on sale, with their pictures. Two statements."""
    best = _best_by_category(list(tree.nodes))
    wanted = {
        node.id: (node.picture_id, max(found)[3])
        for node in tree.roots
        if (found := [best[key] for key in tree.branch(node) if key in best])
    }
    pictures = Picture.objects.in_bulk({key for pair in wanted.values() for key in pair if key})
    return [(node, _first_of(wanted[node.id], pictures)) for node in tree.roots if node.id in wanted]


def _first_of(keys: Iterable[int | None], pictures: Mapping[int, Picture]) -> Picture | None:
    return next((pictures[key] for key in keys if key and key in pictures), None)


def _best_by_category(ids: list[int]) -> dict[int, Best]:
    best: dict[int, Best] = {}
    with connection.cursor() as cursor:
        cursor.execute(BEST, [ids])
        for key, *found in cursor.fetchall():
            best[key] = max(best.get(key, (False, 0, 0, None)), tuple(found))
    return best
