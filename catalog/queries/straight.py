"""Searches that are answered by a page instead of by a list: staff said so, or they name a shelf or one thing."""

from functools import lru_cache

from django.urls import reverse

from commerce.kernel import cached
from commerce.kernel.cached import kept

from ..models import Listing, SearchRedirect
from ..search.impacts import code_of
from ..search.words import has_digit, plain, term_id, terms
from .categories import Tree

KEY, SECONDS = "catalog:search-redirects:1", 300
# Shorter ones, and short numbers, are more often a word of some title than a SKU.
SHORTEST_SKU, SHORTEST_NUMBER = 5, 7


def way(words: str, tree: Tree) -> str:
    """The address that these words lead to; empty for a search like any other. One statement when they could be a
    SKU, none otherwise."""
    text = " ".join(plain(words).split())
    return redirects().get(text) or _shelf(text, tree) or _thing(text)


def redirects() -> dict[str, str]:
    """Addresses by the words that lead to them."""
    return kept(KEY, _read, seconds=SECONDS)


def _read() -> dict[str, str]:
    return dict(SearchRedirect.objects.values_list("words", "url"))


def _shelf(text: str, tree: Tree) -> str:
    """The shelf of exactly this name, in singular or plural. Of two with one name neither."""
    wanted = _stems(text)
    named = [node for node in tree.nodes.values() if _stems(node.name) == wanted] if wanted else []
    return named[0].url if len(named) == 1 else ""


@lru_cache(maxsize=8_192)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(term.text for term in terms(text) if term.is_whole)


def _thing(text: str) -> str:
    """The product whose whole SKU this is, when it is the only one."""
    code = code_of(text)
    if not has_digit(code) or len(code) < (SHORTEST_NUMBER if code.isdigit() else SHORTEST_SKU):
        return ""
    slugs = list(Listing.objects.filter(sku_term=term_id(code)).values_list("slug", flat=True)[:2])
    return reverse("catalog:product", args=slugs) if len(slugs) == 1 else ""


def forget() -> None:
    """For writers of redirects: the next search reads them anew."""
    cached.forget(KEY)
