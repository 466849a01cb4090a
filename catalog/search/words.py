"""Text to terms: one way to cut words, for what is indexed and for what is asked.

- Latin letters lose their accents; other scripts keep their marks (a Bangla vowel sign is part of its word). Digits of
  any script become 0-9.
- A chunk is a run of letters, digits and marks with `. - / + _ '` inside.
- Plain words are stemmed (English, from four letters on); written with a mark, both the parts and the joined form
  count: "blu-ray" is found by "bluray" and by "blu ray".
- A number with a unit is one term, whatever stands between: 8 GB, 8-gb and 8GB.
- Anything else with a digit is a model number: without its marks it weighs most, its parts less.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import Stemmer

from .scripts import bangla_stem, is_bangla
from .units import JOINED_UNIT, unit_of

JOINED, PART, WHOLE = 0.6, 0.7, 1.0
STEM_FROM = 4
CODE_FROM = 4
LONGEST = 40
HASHES = 999_999_999
INCHES = re.compile("(?<=\\d)\\s?(?:\"|\u2033|''|\u201d)")


def _letters() -> str:
    """A character class of letters, digits and the marks that belong to letters; `\\w` leaves the marks out."""
    marks = (chr(code) for code in range(0x300, 0x20000) if unicodedata.category(chr(code)).startswith("M"))
    return rf"(?:[^\W_]|[{''.join(marks)}\u200c\u200d])"


CHUNK = re.compile(rf"{_letters()}+(?:[-./+_']+{_letters()}+)*")
MARKS = re.compile(r"[-./+_']+")
NUMBER = re.compile(r"\d+(?:\.\d+)?$")
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "×": "x"})


@dataclass(frozen=True, slots=True)
class Term:
    """`weight` says how much this reading of the text is worth; `text` is what is compared, `shown` how it was written
    (in lower case)."""

    text: str
    weight: float
    shown: str
    is_code: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it stands for a word as written, not for a part of one or for two written as one."""
        return self.weight == WHOLE


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Lower case without the accents of Latin letters, with ASCII digits."""
    if text.isascii():
        return text.lower()
    kept: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFKD", text.translate(APOSTROPHES).casefold()):
        if unicodedata.combining(char) or unicodedata.category(char) == "Mn":
            if not base.isascii():
                kept.append(char)
            continue
        base = char
        kept.append(str(unicodedata.decimal(char)) if char.isdecimal() else char)
    return unicodedata.normalize("NFC", "".join(kept))


def terms(text: str) -> list[Term]:
    """All terms of a text in its order; a term that is met twice stands twice."""
    return list(_terms(INCHES.sub(" in ", plain(text))))


@lru_cache(maxsize=50_000)
def term_id(text: str) -> int:
    """A term's number in the index, 1 to 999,999,999: computed, so that nothing must be looked up to write."""
    return zlib.crc32(text.encode()) % HASHES + 1


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its ending; numbers and codes as they are."""
    if is_bangla(word):
        return bangla_stem(word)
    return _stemmer().stemWord(word) if len(word) >= STEM_FROM and word.isascii() and word.isalpha() else word


def _terms(text: str) -> Iterator[Term]:
    chunks = [chunk for chunk in CHUNK.findall(text) if len(chunk) <= LONGEST]
    place = 0
    while place < len(chunks):
        chunk, after = chunks[place], chunks[place + 1] if place + 1 < len(chunks) else ""
        measured = _measure(chunk, after)
        if measured:
            yield Term(measured[0], WHOLE, measured[0])
            place += measured[1]
            continue
        yield from _word(chunk) if not has_digit(chunk) else _code(chunk)
        place += 1


def _measure(chunk: str, after: str) -> tuple[str, int] | None:
    """A number with its unit as one term, and how many chunks that took."""
    number, _mark, unit = chunk.replace("-", "/").partition("/")
    if NUMBER.match(number) and unit_of(unit):
        return _number(number) + unit_of(unit), 1
    if found := JOINED_UNIT.match(chunk):
        return _number(found[1]) + unit_of(found[2]), 1
    if NUMBER.match(chunk) and unit_of(after):
        return _number(chunk) + unit_of(after), 2
    return None


def _number(text: str) -> str:
    """8.0 and 8 are the same, and so are 007 and 7 only as measures."""
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=50_000)
def _word(chunk: str) -> tuple[Term, ...]:
    parts = [part for part in MARKS.split(chunk.replace("'", "")) if part]
    found = tuple(Term(stem(part), WHOLE, part) for part in parts)
    joined = "".join(parts)
    return found if len(parts) < 2 else (*found, Term(stem(joined), JOINED, joined))


def _code(chunk: str) -> Iterator[Term]:
    if NUMBER.match(chunk):
        number = _number(chunk)
        yield Term(number, WHOLE, number, is_code=len(chunk) >= CODE_FROM)
        return
    parts = [part for part in MARKS.split(chunk) if part]
    joined = "".join(parts)
    yield Term(joined, WHOLE, joined, is_code=True)
    for part in parts if len(parts) > 1 else ():
        yield Term(stem(part), PART, part, is_code=len(part) >= CODE_FROM and has_digit(part))


def has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
