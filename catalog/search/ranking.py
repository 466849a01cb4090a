"""The first hits of a question, put in their final order.

The engine's score knows how well the words fit. Among products that are nearly the same (the same thing in four
colours, the charger beside the camera) more decides: whether the words stand at the beginning of the title and follow
each other there as they were asked, how much else the title says, and whether the whole SKU was asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from .plan import Plan
from .words import term_id

WINDOW = 48
FRONT, FRONT_WORDS = 0.15, 6
FOLLOWS = 0.2
OTHER_WORD, LONG_QUESTION = 0.18, 8
WHOLE_SKU = 0.2


@dataclass(frozen=True)
class Hit:
    """A product that was found. `title` are the terms of its title in their order, `sku` its whole SKU as a term;
    `is_exact`: it holds every word."""

    id: int
    score: float
    title: Sequence[int] = ()
    sku: int = 0
    is_exact: bool = True


def ranked(hits: Sequence[Hit], plan: Plan) -> list[int]:
    """Ids of the hits, those with every word first, the best of each first."""
    judge = _Judge(plan)
    return [hit.id for hit in sorted(hits, key=lambda hit: (not hit.is_exact, -judge.score(hit), -hit.id))]


class _Judge:
    def __init__(self, plan: Plan) -> None:
        self.weights = plan.weights()
        self.asked = [(group.ids, max(group.weights.values())) for group in plan.required if group.weights]
        self.codes = {term_id(group.text) for group in plan.groups}
        self.length = min(1.0, len(plan.required) / LONG_QUESTION)
        self.rarest = log(1 + plan.size)

    def score(self, hit: Hit) -> float:
        score = hit.score - OTHER_WORD * self.length * sum(term not in self.weights for term in hit.title)
        if hit.sku and hit.sku in self.codes:
            score += WHOLE_SKU * self.rarest
        return score + (self._order(hit) if len(self.asked) > 2 else 0.0)

    def _order(self, hit: Hit) -> float:
        """What is added for words at the front, and for words that follow each other."""
        places = {term: place for place, term in reversed(list(enumerate(hit.title)))}
        bonus, last = 0.0, None
        for ids, worth in self.asked:
            place = min((places[key] for key in ids if key in places), default=None)
            if place is not None:
                bonus += worth * FRONT * max(0, FRONT_WORDS - place) / FRONT_WORDS
                bonus += worth * FOLLOWS if last is not None and place == last + 1 else 0.0
            last = place
        return bonus
