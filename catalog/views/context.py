"""What the header and footer of every page need of the catalogue."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ..queries.categories import Node, tree

# A menu that can be read; the others are found from the lists.
SHELVES = 20


def categories(request: HttpRequest) -> dict[str, Any]:
    """`nav_categories`: the first roots of the tree, read only when a page shows them."""
    return {"nav_categories": SimpleLazyObject(_roots)}


def _roots() -> list[Node]:
    return tree().roots[:SHELVES]
