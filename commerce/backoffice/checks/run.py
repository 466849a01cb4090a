"""Runs the checks in order. One that breaks down has failed; the others still run."""

from collections.abc import Callable, Iterator

from commerce.kernel.logs import scrub

from . import (
    books,
    cache_hits,
    database,
    files,
    mail,
    mmg_keys,
    paypal_keys,
    rates,
    safety,
    servers,
    stripe_keys,
    third_parties,
    workers,
)
from .finding import Finding, failed

Check = Callable[[], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    safety.secret_key,
    safety.debugging,
    safety.hosts,
    safety.address,
    database.version,
    database.safekeeping,
    database.extensions,
    database.time_limits,
    database.migrations,
    database.clock,
    servers.broker,
    servers.cache,
    servers.two_of_them,
    cache_hits.pages,
    cache_hits.lookups,
    workers.pump,
    workers.queues,
    workers.oldest_job,
    workers.dead_letters,
    mail.server,
    files.media,
    files.space,
    files.static,
    stripe_keys.keys,
    stripe_keys.answer,
    paypal_keys.keys,
    paypal_keys.answer,
    rates.in_use,
    mmg_keys.keys,
    mmg_keys.answer,
    mmg_keys.holidays,
    third_parties.breakers,
    books.balanced,
)


def examine() -> Iterator[Finding]:
    """Every finding, one after the other, as soon as it is known."""
    for check in CHECKS:
        yield from guarded(check)


def guarded(check: Check) -> Iterator[Finding]:
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001 - a check that cannot look has found something wrong
        name = check.__name__.replace("_", " ").capitalize()
        first_line = (str(scrub(str(error))).strip() or type(error).__name__).splitlines()[0]
        yield failed(name, f"could not look: {first_line[:200]}", "Mend what the line names, then run this again.")
