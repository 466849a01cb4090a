"""A question as groups of terms: each word of it with everything that may stand for it, and what that is worth.

The vocabulary is asked once: which of the words it knows, and, for those that it hardly knows, what is spelt nearly the
same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import log, prod
from typing import Protocol

from .codes import contained_share, inner_codes, parts_of
from .readings import Readings
from .spelling import can_be_misspelt, is_code, likeness, short_guesses
from .units import measures_of
from .words import Term, stem, term_id, terms

MOST_TERMS = 24
MOST_READ = 60
# A word that at most so many products have is perhaps a slip.
RARE = 2
MORE_COMMON = 3
BEST = 6
# What another reading of a word is worth, beside the word itself.
SLIP, SLIP_OF_KNOWN, CONTAINED, JOIN, SPLIT, LITTLE, SYNONYM, MEASURE = 0.85, 0.3, 0.6, 0.5, 0.35, 0.6, 0.9, 0.5
BEGUN = 0.85
LITTLE_WORDS = frozenset(
    [
        *("a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "w"),
        *("de", "del", "el", "en", "es", "la", "las", "los", "para", "por", "con", "y", "un", "una"),
    ]
)


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
        with them, or that hold them, when these are among `codes`."""
        ...

    @property
    def size(self) -> int:
        """How many products there are, once it was asked."""
        ...


@dataclass
class Group:
    """One word of the question. `weights` are all terms that meet it, empty when nothing does; `exact` those that say
    the same: the word itself and its synonyms, not what is only spelt alike."""

    text: str
    is_required: bool
    weights: dict[str, float] = field(default_factory=dict)
    exact: set[str] = field(default_factory=set)

    def add(self, text: str, weight: float, *, is_exact: bool = False) -> None:
        self.weights[text] = max(weight, self.weights.get(text, 0.0))
        if is_exact:
            self.exact.add(text)

    @property
    def ids(self) -> list[int]:
        return [term_id(text) for text in self.weights]


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
        joins,
        *map(_splits, asked),
        *(short_guesses(term.text) for term in asked),
        *map(inner_codes, _codes(asked)),
        *map(measures_of, _numbers(asked)),
    )
    texts = candidates.union(*alike.values())
    known = vocabulary.look(texts, [term.text for term in asked], _codes(asked))
    counts = {**known.counts, **known.near}
    maker = _Maker(counts, known.near, known.shown, vocabulary.size)
    groups = [maker.group(term, alike.get(term.text, ())) for term in asked]
    if not any(group.is_required for group in groups):  # nothing but little words: then these are meant
        groups = [replace(group, is_required=True) for group in groups]
    known_joins = [text for text in dict.fromkeys(joins) if text in counts and text not in {t.text for t in asked}]
    groups += [Group(text, False, {text: JOIN * maker.rarity(text)}) for text in known_joins]
    return Plan(tuple(groups), counts, vocabulary.size, _readings(groups, asked, known))


@dataclass(frozen=True)
class _Maker:
    counts: Mapping[str, int]
    near: Mapping[str, int]
    shown: Mapping[str, str]
    size: int

    def rarity(self, text: str) -> float:
        """Inverse document frequency, as BM25 has it: what few products say tells more."""
        count = min(self.counts.get(text, 0), self.size)
        return log(1 + (self.size - count + 0.5) / (count + 0.5))

    def group(self, term: Term, alike: Sequence[str]) -> Group:
        text, count = term.text, self.counts.get(term.text, 0)
        is_little = text in LITTLE_WORDS
        group = Group(text, term.is_whole and not is_little)
        if count:
            group.add(text, self.rarity(text) * term.weight * (LITTLE if is_little else 1.0), is_exact=True)
        for others, worth in ((alike, SYNONYM), (measures_of(text) if text.isdigit() else (), MEASURE)):
            for other in others:
                if other in self.counts:
                    group.add(other, worth * self.rarity(other), is_exact=True)
        if not can_be_misspelt(text) and not group.weights:
            self._slips(group, term, count, SLIP)
        elif can_be_misspelt(text) and count <= RARE:
            is_likely = not count and not self._finished(group, term)
            self._slips(group, term, count, SLIP if is_likely else SLIP_OF_KNOWN)
            self._codes(group, term)
            self._splits(group, term)
        return group

    def _finished(self, group: Group, term: Term) -> bool:
        """Words that the word is the beginning of, as of one that is half remembered; whether there are any."""
        begun = [word for word in self.near if term.text.isalpha() and self.shown[word].startswith(term.text)]
        for word in sorted(begun, key=lambda word: (-self.near[word], word))[:BEST]:
            group.add(word, BEGUN * term.weight * self.rarity(word))
        return bool(begun)

    def _slips(self, group: Group, term: Term, count: int, worth: float) -> None:
        """What the word may be a slip of. All are as rare as the most common one: that hardly anything says a word
        makes it no likelier to have been meant."""
        known = {word: self.counts[word] for word in (*self.near, *short_guesses(term.text)) if word in self.counts}
        likely = {word: likeness(term.text, word) for word, other in known.items() if other >= MORE_COMMON * count}
        alike = sorted((word for word in likely if likely[word]), key=lambda word: (-known[word], word))[:BEST]
        for word in alike:
            group.add(word, worth * likely[word] * term.weight * self.rarity(alike[0]))

    def _codes(self, group: Group, term: Term) -> None:
        """A model number that is part of a known one, or the other way round."""
        if not term.is_code:
            return
        longer = [word for word in self.near if is_code(word) and contained_share(term.text, word)]
        shorter = [word for word in inner_codes(term.text) if word in self.counts]
        for word in sorted(longer, key=lambda word: (-self.near[word], word))[:BEST] + shorter[:BEST]:
            share = contained_share(*sorted((term.text, word), key=len))
            group.add(word, CONTAINED * share * term.weight * self.rarity(word))

    def _splits(self, group: Group, term: Term) -> None:
        """Two words that were written as one; of several ways the one whose rarer half is the most common."""
        if group.weights:
            return
        pairs = [pair for pair in parts_of(term.text) if all(self.counts.get(part, 0) >= RARE for part in pair)]
        if pairs:
            for part in max(pairs, key=lambda pair: min(self.counts[part] for part in pair)):
                group.add(part, SPLIT * self.rarity(part))


def _readings(groups: Sequence[Group], asked: Sequence[Term], known: Known) -> dict[str, dict[str, str]]:
    written = {term.text: term.shown for term in asked}
    found: dict[str, dict[str, str]] = {}
    for group in groups:
        may_be = {*known.near, *short_guesses(group.text)}
        taken = [text for text in group.weights if text in may_be]
        if group.is_required and taken and not group.exact:
            taken.sort(key=lambda text: (-group.weights[text], text))
            found[written[group.text]] = {text: known.shown.get(text) or text for text in taken}
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
