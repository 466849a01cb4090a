"""What a collection holds, for whoever is about to save it."""

from dataclasses import dataclass
from datetime import datetime

from ..models import Collection, CollectionItem
from ..search.engine import BEST, CHOSEN, Request
from . import collections
from .cards import Card, cards
from .categories import tree
from .collection_filters import filters_of
from .finder import engine
from .stall_facts import stalls

SHOWN = 12


@dataclass(frozen=True)
class Preview:
    """`total` is exact up to 25,000."""

    total: int
    cards: list[Card]


def of(collection: Collection, *, now: datetime) -> Preview:
    """The first products and how many there are. Saved or not."""
    items = CollectionItem.objects.filter(collection=collection) if collection.pk else CollectionItem.objects.none()
    chosen = tuple(items.order_by("position", "pk").values_list("product_id", flat=True))
    shown = collections.shown(collection, chosen)
    sort = CHOSEN if shown.is_by_hand else BEST
    found = engine().search(Request(scope=filters_of(shown, tree()), sort=sort, size=SHOWN))
    return Preview(found.counts.total, cards(found.ids, stalls(), now=now))
