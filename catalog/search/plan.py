"""A question as groups of terms: each word of it with everything that may stand for it, and what that is worth.

The vocabulary is asked once: which of the words it knows, and, for those that it hardly knows, what is spelt nearly the
same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import prod
from typing import Protocol

from .codes import inner_codes, parts_of
from .groups import JOIN, Group, GroupMaker
from .readings import Readings
from .spelling import is_code
from .units import measures_of
from .words import Term, stem, term_id, terms

MOST_TERMS = 24
MOST_READ = 60


@dataclass(frozen=True)
class Known:
    """What a vocabulary says: counts of the texts that it knows, counts of others that are spelt nearly like one of
    the question or begin with it, and how these are written. Counts are of products and may be a little old."""

    counts: Mapping[str, int]
    near: Mapping[str, int]
    shown: Mapping[str, str]


class Vocabulary(Protocol):
    """What an engine tells of the words that it holds."""

    def look(self, texts: Iterable[str], words: Sequence[str], codes: Iterable[str]) -> Known:
        """About the texts; `near` are words that look like those of `words` that at most RARE products have, that begin
        with them, or that hold them, when these are among `codes`; and the known ones of their short guesses."""
        ...

    @property
    def size(self) -> int:
        """How many products there are, once it was asked."""
        ...


@dataclass(frozen=True)
class Plan:
    """`groups` in the order of the words; `counts` are how many of `size` products hold each term. `readings` are those
    of words that nothing holds."""

    groups: tuple[Group, ...]
    counts: Mapping[str, int]
    size: int
    readings: Readings

    @property
    def required(self) -> list[Group]:
        return [group for group in self.groups if group.is_required]

    @property
    def is_strict(self) -> bool:
        """Whether every word that must be there is known in some form."""
        return bool(self.required) and all(group.weights for group in self.required)

    @property
    def is_empty(self) -> bool:
        return not any(group.weights for group in self.groups)

    def weights(self) -> dict[int, float]:
        """What each term is worth, by its number."""
        best: dict[int, float] = {}
        for group in self.groups:
            for text, weight in group.weights.items():
                key = term_id(text)
                best[key] = max(weight, best.get(key, 0.0))
        return best

    @property
    def expected(self) -> float:
        """About how many products hold every required word, as if words stood beside each other by chance."""
        parts = (min(self.reach(group) / self.size, 1.0) for group in self.required)
        return self.size * prod(parts)

    @property
    def rarest(self) -> int:
        """How many products hold the rarest term."""
        return min((self.counts.get(text, 0) for group in self.groups for text in group.weights), default=0)

    def reach(self, group: Group) -> int:
        """At most so many products meet the group."""
        return sum(self.counts.get(text, 0) for text in group.weights)


def plan(words: str, vocabulary: Vocabulary, synonyms: Mapping[str, Sequence[str]] | None = None) -> Plan:
    """The plan of a question. `synonyms` are phrases by phrase, in plain lower case."""
    read = terms(words)[:MOST_READ]
    asked = list({term.text: term for term in reversed(read)}.values())[::-1][:MOST_TERMS]
    joins = [one + other for one, other in pairwise(term.text for term in read if term.is_whole)]
    alike = _alike(words, read, synonyms or {})
    candidates = {term.text for term in asked}.union(
        joins, *map(_splits, asked), *map(inner_codes, _codes(asked)), *map(measures_of, _numbers(asked))
    )
    texts = candidates.union(*alike.values())
    known = vocabulary.look(texts, [term.text for term in asked], _codes(asked))
    counts = {**known.counts, **known.near}
    maker = GroupMaker(counts, known.near, known.shown, vocabulary.size)
    groups = [maker.group(term, alike.get(term.text, ())) for term in asked]
    if not any(group.is_required for group in groups):  # nothing but little words: then these are meant
        groups = [replace(group, is_required=True) for group in groups]
    known_joins = [text for text in dict.fromkeys(joins) if text in counts and text not in {t.text for t in asked}]
    groups += [Group(text, False, {text: JOIN * maker.rarity(text)}) for text in known_joins]
    return Plan(tuple(groups), counts, vocabulary.size, _readings(groups, asked, known))


def _readings(groups: Sequence[Group], asked: Sequence[Term], known: Known) -> dict[str, dict[str, str]]:
    written = {term.text: term.shown for term in asked}
    found: dict[str, dict[str, str]] = {}
    for group in groups:
        taken = [text for text in group.weights if text in known.near]
        if group.is_required and taken and not group.exact:
            taken.sort(key=lambda text: (-group.weights[text], text))
            found[written[group.text]] = {text: known.shown[text] or text for text in taken}
    return found


def _codes(asked: Iterable[Term]) -> list[str]:
    return [term.text for term in asked if term.is_code and is_code(term.text)]


def _numbers(asked: Iterable[Term]) -> list[str]:
    return [term.text for term in asked if term.text.isdigit()]


def _splits(term: Term) -> set[str]:
    return {part for pair in parts_of(term.text) for part in pair}


def _alike(words: str, read: Sequence[Term], synonyms: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Terms that may stand for a term, by its text. Of a phrase each word may be met by the other name."""
    if not synonyms:
        return {}
    line = f" {' '.join(term.shown for term in read if term.is_whole)} "
    found: dict[str, list[str]] = {}
    for phrase, others in synonyms.items():
        if f" {phrase} " not in line:
            continue
        for word in phrase.split():
            found.setdefault(stem(word), []).extend(_one_term(other) for other in others)
    return found


def _one_term(phrase: str) -> str:
    """The word of a phrase that tells most: its longest."""
    return stem(max(phrase.split(), key=len))
