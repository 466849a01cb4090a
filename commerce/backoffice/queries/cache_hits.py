"""How often the cache has what is asked for.

Two figures, because neither tells all:

- Pages: what the layer before Django counts itself, since the cache was last emptied. Addresses whose answers are not
  kept are not counted.
- Look-ups: what the cache server counts (keyspace_hits and keyspace_misses of INFO) since it started, over all its
  databases and clients. A command that reads is counted for each key: GET, MGET, HGETALL, EXISTS, ZCOUNT, also in
  scripts. Commands that write are not: locks (SET NX), SETEX, INCR and DEL change nothing here. Request keys
  (Idempotency-Key) lie in PostgreSQL, jobs in the broker, which is another server.

The second is not the rate of any one thing. Each page asks for the mark of the last edit beside itself, which is nearly
always there: that lifts it. A breaker without failures asks for a count that is not there, a search for totals that
nobody has counted yet: that lowers it. As a trend, and as a sign that the cache is too small or emptied all the time,
it is good.
"""

from dataclasses import dataclass

from django.conf import settings
from redis import RedisError

from commerce.kernel.page_cache import tally

from .pulse import client

ENOUGH = 500
LEAST_RATE = 0.70


@dataclass(frozen=True)
class Hits:
    """`found` of `asked`. A rate means something from some hundreds of look-ups on."""

    found: int
    asked: int

    @property
    def rate(self) -> float | None:
        """0 to 1; None before enough was asked."""
        return self.found / self.asked if self.asked >= ENOUGH else None

    @property
    def percent(self) -> float | None:
        return None if self.rate is None else self.rate * 100

    @property
    def is_low(self) -> bool:
        return self.rate is not None and self.rate < LEAST_RATE


def pages() -> Hits:
    """Whole pages. Raises redis.RedisError when the cache does not answer."""
    return Hits(*tally.told())


def lookups() -> Hits:
    """Every key that anybody read. Raises redis.RedisError when the server does not answer or does not let itself be
    asked."""
    with client(settings.CACHES["default"]["LOCATION"]) as connected:
        told = connected.info("stats")
    found, missed = int(told["keyspace_hits"]), int(told["keyspace_misses"])
    return Hits(found, found + missed)


def both() -> tuple[Hits, Hits] | None:
    """Pages and look-ups; None when the cache does not tell."""
    try:
        return pages(), lookups()
    except RedisError:
        return None
