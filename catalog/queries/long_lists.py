"""Counts of long lists, kept for a quarter of an hour: nobody sees whether 31,000 products or 31,012 are blue."""

from hashlib import md5

from django.core.cache import cache

from ..search.engine import PRICE_HIGH, PRICE_LOW, Counts, Request

SECONDS = 900
LONG = 2_000
# A list by price leaves out what has none.
PRICED = (PRICE_LOW, PRICE_HIGH)


def key(request: Request) -> str:
    """The same for requests that ask for the same counts."""
    filters = (request.scope, request.filters)
    asked = repr((" ".join(request.words.split()).casefold(), filters, request.good_stars, request.sort in PRICED))
    return f"catalog:counts:2:{md5(asked.encode(), usedforsecurity=False).hexdigest()}"


def known(request: Request) -> Counts | None:
    """Counts of the list a while ago, if it was long."""
    found: Counts | None = cache.get(key(request))
    return found


def keep(request: Request, counts: Counts) -> None:
    """Remember the counts of a long list."""
    if counts.scope >= LONG:
        cache.set(key(request), counts, SECONDS)
