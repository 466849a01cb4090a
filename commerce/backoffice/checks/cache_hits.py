"""The cache has most of what is asked for."""

from collections.abc import Iterator

from ..queries import cache_hits
from ..queries.cache_hits import LEAST_RATE, Hits
from .finding import Finding, passed, warned


def pages() -> Iterator[Finding]:
    todo = "Look whether the cache is too small (evicted_keys of INFO), or something is edited all the time."
    yield judged("Pages kept", cache_hits.pages(), todo)


def lookups() -> Iterator[Finding]:
    todo = "Look at evicted_keys and expired_keys of INFO; give the cache more memory when it evicts."
    yield judged("Cache look-ups", cache_hits.lookups(), todo)


def judged(name: str, hits: Hits, todo: str) -> Finding:
    if hits.rate is None:
        return passed(name, f"{hits.asked} so far, too few to tell")
    text = f"{hits.rate:.0%} of {hits.asked} found in the cache"
    return warned(name, f"{text}; {LEAST_RATE:.0%} is the least", todo) if hits.is_low else passed(name, text)
