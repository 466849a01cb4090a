"""The search engine of this shop, with what staff taught it."""

from collections import defaultdict

from commerce.kernel import cached
from commerce.kernel.cached import kept

from ..models import Synonym
from ..search.postgres import PostgresEngine
from ..search.words import plain, terms

KEY = "catalog:synonyms:1"
SECONDS = 300


def engine() -> PostgresEngine:
    """The engine that answers. Any that has the verbs of search.engine.Engine can stand here."""
    return PostgresEngine(synonyms)


def synonyms() -> dict[str, list[str]]:
    """Phrases that mean the same, by phrase, in plain lower case."""
    return kept(KEY, _read, seconds=SECONDS)


def forget() -> None:
    """For writers of synonyms: the next question reads them anew."""
    cached.forget(KEY)


def _read() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for words in Synonym.objects.values_list("words", flat=True):
        phrases = [" ".join(term.shown for term in terms(plain(each)) if term.is_whole) for each in words]
        for phrase in filter(None, phrases):
            found[phrase] += [other for other in phrases if other and other != phrase]
    return dict(found)
