"""What stands near a product: more of its stall, the like on other stalls, what the visitor looked at before.

Alike is what says the same about itself: the closeness of two products is the product of their words' weights, as the
search engine keeps them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..models import Product
from ..search.postgres.nearby import near
from .cards import COLUMNS, Card, card
from .categories import Tree
from .seen import in_order
from .stall_facts import stalls

SHOWN = 5


@dataclass(frozen=True)
class Neighbours:
    """Three shelves of cards; nothing sold out on the first two."""

    stall: list[Card]
    similar: list[Card]
    seen: list[Card]


def neighbours(product: Product, tree: Tree, *, seen: Sequence[str] = (), now: datetime) -> Neighbours:
    """Everything near a product, in one statement. `seen` are public ids, newest first."""
    wanted = [each for each in seen if each != product.public_id]
    way = tree.way_to(product.category_id)
    rows = near(
        COLUMNS,
        product=product.pk,
        seller=product.seller_id,
        category=product.category_id,
        branch=tree.branch(way[0]) if way else [],
        seen=wanted,
        limit=SHOWN,
    )
    known = stalls()
    shown = [(kind, key, row, card(row, known[row[1]], now=now)) for kind, key, *row in rows if row[1] in known]
    return Neighbours(
        stall=[made for kind, _key, _row, made in shown if kind == "stall"],
        similar=[made for kind, _key, _row, made in shown if kind == "similar"],
        seen=in_order({key: (row, made) for kind, key, row, made in shown if kind == "seen"}, wanted),
    )
