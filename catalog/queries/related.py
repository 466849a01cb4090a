"""What stands near a product: more of its stall, the like on other stalls.

Alike is what says the same about itself: the closeness of two products is the product of their words' weights, as the
search engine keeps them.
"""

from dataclasses import dataclass
from datetime import datetime

from commerce.kernel.cached import until_edit

from ..models import Product
from ..search.postgres.nearby import near
from .cards import Card, cards_by_id
from .categories import Tree
from .stall_facts import stalls

SHOWN, SPARE = 5, 5  # spare ones stand in for what is sold out meanwhile
NEAR_SECONDS = 900


@dataclass(frozen=True)
class Neighbours:
    """Two shelves of cards, nothing sold out on them."""

    stall: list[Card]
    similar: list[Card]


def neighbours(product: Product, tree: Tree, *, now: datetime) -> Neighbours:
    """Everything near a product, in one statement, and another one while nothing is kept of it: which products are near
    is kept until somebody edits, what they cost and whether they are there is asked each time."""
    kinds = until_edit(f"near:{product.pk}", lambda: _near(product, tree), seconds=NEAR_SECONDS)
    shown: dict[str, list[Card]] = {"stall": [], "similar": []}
    for key, made in cards_by_id([*kinds], stalls(), now=now).items():
        if made.is_there and len(shown[kinds[key]]) < SHOWN:
            shown[kinds[key]].append(made)
    return Neighbours(**shown)


def _near(product: Product, tree: Tree) -> dict[int, str]:
    """Which shelf each product stands on, the most alike first."""
    way = tree.way_to(product.category_id)
    branch = tree.branch(way[0]) if way else []
    return near(
        product=product.pk, seller=product.seller_id, category=product.category_id, branch=branch, limit=SHOWN + SPARE
    )
