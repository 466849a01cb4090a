"""What a misspelt word was taken for, as the products say that were found: of several readings the one that the first
of them have, in the words of their titles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from .words import terms

# Of a word that nothing holds: the terms that it may stand for, the likeliest first, with how these are written.
Readings = Mapping[str, Mapping[str, str]]


def told_by(titles: Iterable[str], readings: Readings) -> dict[str, str]:
    """Each word with the one that it was taken for. A title's word counts by its place: 1, 1/2, 1/3 …"""
    if not readings:
        return {}
    worth: defaultdict[str, float] = defaultdict(float)
    written: dict[str, str] = {}
    for place, title in enumerate(titles, start=1):
        words = {term.text: term.shown for term in terms(title)}
        for text in words:
            worth[text] += 1 / place
        written = words | written
    taken = {asked: max(may_be, key=lambda text: worth[text]) for asked, may_be in readings.items()}
    return {asked: written.get(text) or readings[asked][text] for asked, text in taken.items()}
