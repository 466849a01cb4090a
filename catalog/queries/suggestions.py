"""What somebody who types in the search field may want: words, shelves, stalls, things."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from ..models import SearchTally
from ..search.engine import RELEVANCE, Request
from ..search.words import plain
from .cards import Card, cards
from .categories import Node, Tree
from .finder import engine
from .stall_facts import Stall, stalls

SHORTEST = 2
# With a word of so many letters, what is misspelt is offered as the search itself would find it.
LONG_ENOUGH = 4
WORDS, SHELVES, STALLS, CARDS = 5, 3, 2, 4
# Others see a search once that many were made, and it found something.
OFTEN = 3


@dataclass(frozen=True)
class Line:
    """A search to make: `typed` stands in the field already, `rest` would be added."""

    typed: str
    rest: str
    url: str


@dataclass(frozen=True)
class Suggestions:
    words: list[Line] = field(default_factory=list)
    shelves: list[Node] = field(default_factory=list)
    stalls: list[Stall] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.words or self.shelves or self.stalls or self.cards)


def suggestions(typed: str, tree: Tree, *, now: datetime) -> Suggestions:
    """Four statements, two more for what nobody wrote like this; none for fewer than two letters."""
    text = " ".join(plain(typed).split())
    if len(text) < SHORTEST:
        return Suggestions()
    completions, begun = engine().suggest(text, limit=CARDS)
    ids = begun or _close_to(text)
    asked = SearchTally.objects.filter(words__startswith=text, searches__gte=OFTEN, results__gt=0)
    known = stalls()
    likely = completions if begun or " " not in text else []  # no product holds what was typed before
    lines = [*asked.values_list("words", flat=True)[:WORDS], *(found.text for found in likely)]
    return Suggestions(
        words=[_line(text, line) for line in dict.fromkeys(lines)][:WORDS],
        shelves=[node for node in tree.nodes.values() if _begins(node.name, text)][:SHELVES],
        stalls=[stall for stall in known.values() if _begins(stall.name, text)][:STALLS],
        cards=cards(ids, known, now=now),
    )


def _close_to(text: str) -> Sequence[int]:
    if max(map(len, text.split())) < LONG_ENOUGH:
        return ()
    return engine().search(Request(words=text, sort=RELEVANCE, size=CARDS, total=False)).ids


def _begins(name: str, text: str) -> bool:
    """Whether a word of the name begins with the text, or the name itself does."""
    words = plain(name)
    return words.startswith(text) or f" {text}" in words


def _line(typed: str, line: str) -> Line:
    is_longer = line.startswith(typed)
    url = f"{reverse('catalog:search')}?{urlencode({'q': line})}"
    return Line(typed if is_longer else "", line[len(typed) :] if is_longer else line, url)
