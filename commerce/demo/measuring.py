"""How long searches and lists take on the catalogue that is there, with their facets and cards, one after the other."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from django.utils import timezone

from catalog.models import Listing, SearchTerm
from catalog.queries import listing
from catalog.queries.categories import Tree, tree
from catalog.queries.criteria import Criteria
from catalog.queries.finder import engine
from catalog.queries.listing import Scope

LATE = 99  # pages before the hundredth


@dataclass(frozen=True)
class Measured:
    """Milliseconds of one kind of question."""

    kind: str
    questions: int
    median: float
    p95: float


def measure(*, questions: int, seed: str = "a") -> Iterator[Measured]:
    """Each kind with so many different questions, after as many to warm up."""
    for kind, ask in _kinds(Random(seed)).items():
        for _each in range(questions // 4):
            ask()
        yield _timed(kind, questions, ask)


def _timed(kind: str, questions: int, ask: Callable[[], object]) -> Measured:
    times: list[float] = []
    for _each in range(questions):
        begun = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    return Measured(kind, questions, times[len(times) // 2], times[int(len(times) * 0.95)])


def _kinds(random: Random) -> Mapping[str, Callable[[], object]]:
    known = tree()
    words = _Words(random)
    cursors: dict[str, str] = {}
    details = _page(Scope(known), Criteria()).counts.values
    chosen = next(((name[2:], counts[0].value) for name, counts in details.items() if name.startswith("a_")), None)
    narrowed = Criteria(in_stock=True, attributes={chosen[0]: (chosen[1],)} if chosen else {})
    return {
        "two rare words": lambda: _search(known, words.rare() + " " + words.rare()),
        "one common word": lambda: _search(known, words.common()),
        "two common words": lambda: _search(known, f"{words.common()} {words.common()}"),
        "four words of a title": lambda: _search(known, " ".join(words.title().split()[:4])),
        "a whole title": lambda: _search(known, words.title()),
        "misspelt": lambda: _search(known, _misspelt(words.title(), random)),
        "common word, two filters": lambda: _search(known, words.common(), narrowed),
        "everything, best selling": lambda: _page(Scope(known), Criteria()),
        "a category, newest": lambda: _page(_shelf(known, random), Criteria(sort="newest")),
        "a category, two filters": lambda: _page(_shelf(known, random), narrowed),
        "page 100 of a category": lambda: _late(known, cursors),
        "suggestion": lambda: _suggest(words.title(), random),
    }


def _page(scope: Scope, criteria: Criteria) -> listing.ProductPage:
    return listing.products_page(scope, criteria, now=timezone.now(), facets=True)


def _search(known: Tree, words: str, criteria: Criteria | None = None) -> None:
    _page(Scope(known, words=words), criteria or Criteria(words=words))


def _shelf(known: Tree, random: Random) -> Scope:
    return Scope(known, category=random.choice(known.roots)) if known.roots else Scope(known)


def _late(known: Tree, cursors: dict[str, str]) -> None:
    """The hundredth page; the way there is walked once."""
    scope = Scope(known, category=known.roots[0]) if known.roots else Scope(known)
    if "late" not in cursors:
        cursor = ""
        for _each in range(LATE):
            cursor = listing.products_page(scope, Criteria(after=cursor), now=timezone.now()).after or cursor
        cursors["late"] = cursor
    _page(scope, Criteria(after=cursors["late"]))


def _suggest(title: str, random: Random) -> None:
    words = title.split()
    engine().suggest(" ".join([*words[:1], words[-1][: random.randint(2, 4)]]), limit=6)


def _misspelt(title: str, random: Random) -> str:
    """Two letters of the longest word changed places."""
    words = title.split()
    place = max(range(len(words)), key=lambda each: len(words[each]))
    word = words[place]
    at = random.randint(0, max(len(word) - 2, 0))
    words[place] = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    return " ".join(words)


class _Words:
    """Words and titles of the catalogue, drawn by chance."""

    def __init__(self, random: Random) -> None:
        self.random = random
        terms = SearchTerm.objects.filter(shown__regex=r"^[a-z]{4,}$")
        self.often = list(terms.order_by("-found_in").values_list("shown", flat=True)[:60])
        self.seldom = list(terms.filter(found_in__range=(3, 50)).values_list("shown", flat=True)[:5_000])
        last = Listing.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        keys = [random.randint(1, last) for _each in range(2_000)]
        self.titles = list(Listing.objects.filter(pk__in=keys).values_list("title", flat=True))

    def common(self) -> str:
        return self.random.choice(self.often)

    def rare(self) -> str:
        return self.random.choice(self.seldom or self.often)

    def title(self) -> str:
        return self.random.choice(self.titles)
