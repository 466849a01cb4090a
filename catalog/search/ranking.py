"""The first hits of a question, put in their final order.

The engine's score knows how well the words fit. Among products that are nearly the same (the same thing in four
colours, the charger beside the camera) more decides: whether the words stand at the beginning of the title and follow
each other there as they were asked, how much else the title says, and whether the whole SKU was asked for.
"""

from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from .plan import Plan
from .words import term_id

WINDOW = 48
FRONT, FRONT_WORDS = 0.15, 6
FOLLOWS = 0.2
OTHER_WORD, LONG_QUESTION = 0.18, 8
WHOLE_SKU = 0.2


class Hit(NamedTuple):
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
        asked = [group for group in plan.required if group.weights]
        self.worth = [max(group.weights.values()) for group in asked]
        # Which of the asked words a term meets, by their numbers; of other terms of the question none.
        self.meets: dict[int, list[int]] = {term: [] for term in plan.weights()}
        for number, group in enumerate(asked):
            for term in group.ids:
                self.meets[term].append(number)
        self.codes = {term_id(group.text) for group in plan.groups}
        self.length = min(1.0, len(plan.required) / LONG_QUESTION)
        self.rarest = log(1 + plan.size)

    def score(self, hit: Hit) -> float:
        others, places = self._look(hit.title)
        score = hit.score - OTHER_WORD * self.length * others
        if hit.sku and hit.sku in self.codes:
            score += WHOLE_SKU * self.rarest
        return score + (self._order(places) if len(self.worth) > 2 else 0.0)

    def _look(self, title: Sequence[int]) -> tuple[int, dict[int, int]]:
        """How many words of a title were not asked for, and where each that was is met first."""
        others, places = 0, dict[int, int]()
        for place, term in enumerate(title):
            numbers = self.meets.get(term)
            if numbers is None:
                others += 1
            else:
                for number in numbers:
                    places.setdefault(number, place)
        return others, places

    def _order(self, places: Mapping[int, int]) -> float:
        """What is added for words at the front, and for words that follow each other."""
        bonus = 0.0
        for number, place in places.items():
            bonus += self.worth[number] * FRONT * max(0, FRONT_WORDS - place) / FRONT_WORDS
            bonus += self.worth[number] * FOLLOWS if places.get(number - 1) == place - 1 else 0.0
        return bonus
