"""Where to go when a list is empty: words spelt alike, categories, what sells."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from .cards import Card, cards, on_sale, with_card_columns
from .categories import Node
from .listing import Scope
from .search import similar_titles, spellings

CARDS = 5
CATEGORIES = 10


@dataclass(frozen=True)
class Spelling:
    text: str
    url: str


@dataclass(frozen=True)
class Shelf:
    title: str
    cards: list[Card]


@dataclass(frozen=True)
class Instead:
    spellings: list[Spelling]
    categories: list[Node]
    shelf: Shelf | None


def of(scope: Scope, words: str, *, now: datetime) -> Instead:
    """What an empty list offers. One statement, and one more when words were looked for."""
    near = spellings(words, similar_titles(words, on_sale())) if words else []
    named = [node.name for node in scope.tree.nodes.values()]
    near += [word for word in spellings(words, named) if word not in near]
    best = cards(with_card_columns(on_sale()).filter(available__gt=0).order_by("-sales_count", "-id")[:CARDS], now=now)
    return Instead(
        spellings=[Spelling(text, f"{reverse('catalog:search')}?{urlencode({'q': text})}") for text in near[:6]],
        categories=scope.tree.roots[:CATEGORIES],
        shelf=Shelf(_("What sells"), best) if best else None,
    )
