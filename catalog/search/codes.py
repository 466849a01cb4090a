"""Model numbers that are part of each other, and words written as one."""

import re
from collections.abc import Iterator

from .words import has_digit, stem

SHORTEST_PART = 5
SHARE = 0.5
LETTERS = 3
EDGE = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")


def contained_share(short: str, long: str) -> float:
    """How much of the longer code the shorter one is; 0 when it is less than half, or no part of it."""
    share = len(short) / len(long)
    return share if short != long and short in long and share >= SHARE else 0.0


def inner_codes(code: str) -> list[str]:
    """Parts of a code that may be the known model number (w36x14 of sonyw36x14), the longest first."""
    least = max(SHORTEST_PART, (len(code) + 1) // 2)
    parts = {code[start : start + size] for size in range(least, len(code)) for start in range(len(code) - size + 1)}
    return sorted((part for part in parts if has_digit(part)), key=lambda part: (-len(part), part))


def parts_of(word: str) -> Iterator[tuple[str, ...]]:
    """Ways to cut a word in two, stemmed; a code is cut where letters and digits meet."""
    if has_digit(word):
        parts = EDGE.split(word)
        if 1 < len(parts) <= LETTERS:
            yield tuple(parts)
        return
    for place in range(LETTERS, len(word) - LETTERS + 1):
        yield stem(word[:place]), stem(word[place:])
