"""What stands near a product: more of its stall, the like on other stalls.

Alike is what says the same about itself: the closeness of two products is the product of their words' weights, as the
search engine keeps them.
"""

from dataclasses import dataclass
from datetime import datetime

from ..models import Product
from ..search.postgres.nearby import near
from .cards import COLUMNS, Card, card
from .categories import Tree
from .stall_facts import stalls

SHOWN = 5


@dataclass(frozen=True)
class Neighbours:
    """Two shelves of cards, nothing sold out on them."""

    stall: list[Card]
    similar: list[Card]


def neighbours(product: Product, tree: Tree, *, now: datetime) -> Neighbours:
    """Everything near a product, in one statement."""
    way = tree.way_to(product.category_id)
    rows = near(
        COLUMNS,
        product=product.pk,
        seller=product.seller_id,
        category=product.category_id,
        branch=tree.branch(way[0]) if way else [],
        limit=SHOWN,
    )
    known = stalls()
    shown = [(kind, card(row, known[row[1]], now=now)) for kind, *row in rows if row[1] in known]
    return Neighbours(
        stall=[made for kind, made in shown if kind == "stall"],
        similar=[made for kind, made in shown if kind == "similar"],
    )
