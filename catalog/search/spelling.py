"""Words that are one slip away from each other: a letter left out, put in, wrong, or two that changed places."""

from itertools import groupby

from .words import has_digit, term_id

SHORTEST, LONGEST = 4, 24
# What a slip is worth that is no swap and no letter written twice for once: of two readings these are the likelier.
LESS_LIKELY = 0.9


def can_be_misspelt(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST


def shapes(word: str) -> list[int]:
    """Numbers of the word and of all it becomes with one letter left out: two words one slip apart share one."""
    cut = {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
    return sorted(map(term_id, cut))


def short_guesses(word: str) -> list[str]:
    """Words of three letters, which have no shapes, that this one may have been meant as: of four letters one is too
    many, of three two that stand beside each other have changed places."""
    if not word.isalpha():
        return []
    if len(word) == SHORTEST:
        found = [word[:place] + word[place + 1 :] for place in range(SHORTEST)]
    elif len(word) == SHORTEST - 1:
        found = [word[1] + word[0] + word[2], word[0] + word[2] + word[1]]
    else:
        return []
    return list(dict.fromkeys(each for each in found if each != word))


def is_slip(asked: str, known: str) -> bool:
    """Whether `asked` is `known` with one slip. The digits of a model number may only have changed places; in a word of
    three letters none is taken for a wrong one, since too many are alike."""
    if sorted(filter(str.isdigit, asked)) != sorted(filter(str.isdigit, known)):
        return False
    if asked == known or abs(len(asked) - len(known)) > 1:
        return False
    start = _common(asked, known)
    if len(asked) == len(known):
        tail, other = asked[start:], known[start:]
        is_one_wrong = len(asked) >= SHORTEST and tail[1:] == other[1:]
        return is_one_wrong or (tail[:2] == other[1::-1] and tail[2:] == other[2:])
    longer, shorter = (asked, known) if len(asked) > len(known) else (known, asked)
    return longer[start + 1 :] == shorter[start:]


def likeness(asked: str, known: str) -> float:
    """How likely `known` was meant, from 0 to 1; 0 when there is more than one slip between them."""
    if not is_slip(asked, known):
        return 0.0
    is_swap = len(asked) == len(known) and sorted(asked) == sorted(known)
    return 1.0 if is_swap or _once(asked) == _once(known) else LESS_LIKELY


def is_code(word: str) -> bool:
    """Whether a word may be (part of) a model number."""
    return len(word) >= SHORTEST and has_digit(word)


def _common(one: str, other: str) -> int:
    place = 0
    while place < min(len(one), len(other)) and one[place] == other[place]:
        place += 1
    return place


def _once(word: str) -> list[str]:
    return [letter for letter, _run in groupby(word)]
