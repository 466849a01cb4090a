"""The first things of a collection, as a shelf of the front page."""

from collections.abc import Mapping
from datetime import datetime

from ..search.engine import BEST, CHOSEN, Filters, Request
from .cards import Card, cards
from .categories import Tree
from .collection_filters import filters_of
from .collections import Shown
from .finder import engine
from .stall_facts import Stall


def cards_of(collection: Shown, tree: Tree, stalls: Mapping[int, Stall], *, now: datetime, size: int) -> list[Card]:
    """Cards of what is in stock, in the order of the collection. Two statements."""
    sort = CHOSEN if collection.is_by_hand else BEST
    scope, in_stock = filters_of(collection, tree), Filters(in_stock=True)
    found = engine().search(Request(scope=scope, filters=in_stock, sort=sort, size=size, total=False))
    return cards(found.ids, stalls, now=now)
