"""What plain full-text search finds, on the same questions: to read our own figures against."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from heapq import nlargest
from math import log

from catalog.search.words import stem

from .things import Thing

K1, B = 1.2, 0.75
WORD = re.compile(r"[a-z0-9]+")


class Bm25:
    """BM25 over stems of title, brand, SKU and product type."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self.slugs = [thing.slug for thing in things]
        counts = [Counter(_stems(f"{t.title} {t.brand} {t.sku} {t.kind}")) for t in things]
        usual = sum(sum(count.values()) for count in counts) / len(counts)
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, count in enumerate(counts):
            long = K1 * (1 - B + B * sum(count.values()) / usual)
            for word, times in count.items():
                found[word].append((place, times * (K1 + 1) / (times + long)))
        self.found = found

    def first(self, words: str, number: int, *, every_word: bool) -> list[str]:
        """Slugs, best first; `every_word` joins the words by "and", otherwise by "or"."""
        scores: dict[int, float] = defaultdict(float)
        hits: Counter[int] = Counter()
        stems = set(_stems(words))
        for word in stems:
            rows = self.found.get(word, [])
            rarity = log(1 + (len(self.slugs) - len(rows) + 0.5) / (len(rows) + 0.5))
            for place, weight in rows:
                scores[place] += rarity * weight
                hits[place] += 1
        left = (place for place in scores if not every_word or hits[place] == len(stems))
        return [self.slugs[place] for place in nlargest(number, left, key=lambda place: (scores[place], -place))]


def _stems(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(text.lower())]
