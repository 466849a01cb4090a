"""Every pair of currencies in use has a rate that may be used."""

from collections.abc import Iterator

from commerce.currencies.errors import NoRate
from commerce.currencies.queries import words
from commerce.currencies.queries.rates import rate

from .finding import Finding, passed, warned


def in_use() -> Iterator[Finding]:
    pairs = words.pairs_in_use()
    for base, quote in pairs:
        yield judged(base, quote)
    if not pairs:
        yield passed("Exchange rates", "no pair of currencies is in use (RATE_PAIRS)")


def judged(base: str, quote: str) -> Finding:
    try:
        found = rate(base, quote)
    except NoRate as error:
        todo = "Run manage.py fetch_rates and read what it says, or set a rate by hand at /staff/currencies/rate/."
        return warned("Exchange rates", str(error.message), todo)
    source = words.source_name(found.source)
    return passed("Exchange rates", f"{words.sentence(base, quote, found.rate)}, {source}, {found.date}")
