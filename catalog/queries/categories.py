"""The tree of categories as the shop shows it, kept in the cache for a minute.

A page that names categories costs no statement while the cache is warm, and one when it is cold or away.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from commerce.kernel import cached
from commerce.kernel.addresses import address
from commerce.kernel.cached import kept, remembered

from ..models import Attribute, Category

KEY = "catalog:tree:3"
SECONDS = 60


@dataclass(frozen=True)
class Node:
    """A category on sale. `picture_id` is its own drawing, None when it has none; `attributes` are the codes of the
    details that staff put to it."""

    id: int
    parent_id: int | None
    name: str
    slug: str
    description: str
    seo_title: str
    seo_description: str
    picture_id: int | None
    attributes: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return address("catalog:category", self.slug)


COLUMNS = ("id", "parent_id", "name", "slug", "description", "seo_title", "seo_description", "picture_id")


@dataclass(frozen=True)
class Tree:
    """Active categories whose ancestors are all active, in the order of their shelves."""

    nodes: dict[int, Node]
    children: dict[int | None, list[Node]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[object, ...]]) -> "Tree":
        """From rows of `COLUMNS`, parents in any order."""
        nodes = {node.id: node for node in (Node(*row) for row in rows)}  # type: ignore[arg-type]
        tree = cls({key: node for key, node in nodes.items() if _is_open(node, nodes)})
        for node in tree.nodes.values():
            tree.children.setdefault(node.parent_id, []).append(node)
        return tree

    @property
    def roots(self) -> list[Node]:
        return self.children.get(None, [])

    def by_slug(self, slug: str) -> Node | None:
        return next((node for node in self.nodes.values() if node.slug == slug), None)

    def branch(self, node: Node) -> list[int]:
        """Ids of the category and of everything below it."""
        below = [key for child in self.children.get(node.id, []) for key in self.branch(child)]
        return [node.id, *below]

    def details_of(self, node: Node) -> list[str]:
        """Codes of the details that belong to the category or to one above it, its own first."""
        return [code for above in reversed(self.way_to(node.id)) for code in above.attributes]

    def way_to(self, category_id: int | None) -> list[Node]:
        """From the root down to the category; empty when it is not on sale."""
        way: list[Node] = []
        while category_id is not None and category_id in self.nodes:
            way.insert(0, self.nodes[category_id])
            category_id = self.nodes[category_id].parent_id
        return way


def _is_open(node: Node, nodes: dict[int, Node]) -> bool:
    """Whether every ancestor is among the active ones; a tree has no circles (the writer sees to it)."""
    seen: set[int] = set()
    while node.parent_id is not None:
        if node.parent_id not in nodes or node.id in seen:
            return False
        seen.add(node.id)
        node = nodes[node.parent_id]
    return True


def tree(*, fresh: bool = False) -> Tree:
    """The tree; `fresh` asks the database and renews the cache."""
    return remembered(f"{KEY}:made", lambda: Tree.of(kept(KEY, _read, seconds=SECONDS, fresh=fresh)), fresh=fresh)


def find(slug: str) -> tuple[Tree, Node | None]:
    """The tree and the category with this slug; one that was made a moment ago is found, too."""
    known = tree()
    node = known.by_slug(slug)
    if node is None:
        known = tree(fresh=True)
        node = known.by_slug(slug)
    return known, node


def forget() -> None:
    """For writers of categories: the next page reads the tree anew."""
    cached.forget(KEY)


def _read() -> list[tuple[object, ...]]:
    own = ArraySubquery(Attribute.objects.filter(categories=OuterRef("pk"), is_filter=True).values("code"))
    rows = Category.objects.filter(is_active=True).values_list(*COLUMNS, own)
    return [(*row, tuple(details)) for *row, details in rows]
