"""Where to go when a list is empty: words spelt alike, categories, what sells."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ..models import Listing
from ..search.postgres.vocabulary import alike
from ..search.words import terms
from .cards import Card, on_shelf
from .categories import Node
from .listing import Scope
from .stall_facts import stalls

CARDS = 5
SPELLINGS = 6
CATEGORIES = 10
WORDS = 3


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
    """What an empty list offers. Two statements, and one more for each word that was looked for."""
    listings = Listing.objects.filter(available__gt=0).order_by("-sales_count", "-pk")
    best = on_shelf(listings[:CARDS], stalls(), now=now)
    return Instead(
        spellings=[Spelling(text, f"{reverse('catalog:search')}?{urlencode({'q': text})}") for text in _near(words)],
        categories=scope.tree.roots[:CATEGORIES],
        shelf=Shelf(_("What sells"), best) if best else None,
    )


def _near(words: str) -> list[str]:
    """Words that the shop knows and that look like those that it does not."""
    asked = [term.shown for term in terms(words) if term.is_whole and len(term.shown) > 2][:WORDS]
    near = [word for each in asked for word in alike(each, SPELLINGS) if word not in asked]
    return list(dict.fromkeys(near))[:SPELLINGS]
