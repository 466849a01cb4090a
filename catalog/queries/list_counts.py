"""Counts of lists, kept: those of long ones for a quarter of an hour, for nobody sees whether 31,000 products or 31,012
are blue; those of short ones for half a minute and until somebody edits something."""

from hashlib import md5

from django.core.cache import cache

from commerce.kernel import cached
from commerce.kernel.page_cache.shared import PRICES

from ..search.engine import PRICE_HIGH, PRICE_LOW, Counts, Request

SECONDS = 900
LONG = 2_000
# A list by price leaves out what has none.
PRICED = (PRICE_LOW, PRICE_HIGH)


def page_key(request: Request) -> str:
    """The same for requests that ask for the same page."""
    return f"catalog:page:1:{md5(repr(request).encode(), usedforsecurity=False).hexdigest()}"


def key(request: Request) -> str:
    """The same for requests that ask for the same counts."""
    filters = (request.scope, request.filters)
    asked = repr((" ".join(request.words.split()).casefold(), filters, request.good_stars, request.sort in PRICED))
    return f"catalog:counts:3:{md5(asked.encode(), usedforsecurity=False).hexdigest()}"


def known(request: Request) -> Counts | None:
    """Counts of the list a while ago."""
    name = key(request)
    found: dict[str, Counts] = cache.get_many([each for each in (name, cached.until_edit_key(name)) if each])
    return next(iter(found.values()), None)


def keep(request: Request, counts: Counts) -> None:
    """Remember the counts of a list."""
    name = key(request)
    if counts.scope >= LONG:
        cache.set(name, counts, SECONDS)
    elif short := cached.until_edit_key(name):
        cache.set(short, counts, PRICES)
