"""One word of a question with everything that may stand for it, and what each of these is worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from .codes import contained_share, inner_codes, parts_of
from .spelling import can_be_misspelt, is_code, likeness
from .units import measures_of
from .words import Term, term_id

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
class GroupMaker:
    """Makes groups by what a vocabulary says of their words: see plan.Known; `size` is of how many products."""

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
        likely = {word: likeness(term.text, word) for word, other in self.near.items() if other >= MORE_COMMON * count}
        alike = sorted((word for word in likely if likely[word]), key=lambda word: (-self.near[word], word))[:BEST]
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
