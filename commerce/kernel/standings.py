"""How those whom the shop calls stand, for people: what their breakers have counted, and what they last answered when
they were asked for nothing else.

All of it lies in the cache server beside the breakers. Without it nothing is known, and nothing is lost.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import pybreaker
from django_redis import get_redis_connection
from redis import RedisError

from .errors import ShopError
from .resilience import FAILED, REMEMBERED_SECONDS, BreakerOpen, storage_of

State = Literal["unknown", "answers", "refuses", "stumbles", "stopped", "probing"]


@dataclass(frozen=True)
class Standing:
    """`failures` of the last minute; five stop the calls until `tried_again_at`. `asked_at`, `took_ms` and `words`
    are of the last question asked to see whether it answers: `words` is what came instead of an answer."""

    name: str
    breaker: str
    failures: int
    failed_at: datetime | None = None
    tried_again_at: datetime | None = None
    asked_at: datetime | None = None
    took_ms: int | None = None
    words: str = ""

    @property
    def state(self) -> State:
        """Stopped: nobody calls it. Probing: the next call finds out. Stumbles: it failed within the last minute."""
        if self.breaker == pybreaker.STATE_OPEN:
            is_over = self.tried_again_at is None or self.tried_again_at <= datetime.now(UTC)
            return "probing" if is_over else "stopped"
        if self.breaker == pybreaker.STATE_HALF_OPEN:
            return "probing"
        if self.failures:
            return "stumbles"
        if self.words:
            return "refuses"
        return "unknown" if self.asked_at is None else "answers"


def standings(names: Iterable[str]) -> list[Standing] | None:
    """Of these, and of whoever else failed within a day, by name. None when the cache does not answer."""
    try:
        failed = _failed()
        return [_standing(name, failed.get(name)) for name in sorted({*names, *failed})]
    except RedisError:
        return None


def ask(name: str, question: Callable[[], object]) -> None:
    """See whether `name` answers, and note it. Of one whose breaker is open nothing is asked until a trial is due: then
    this question is the trial, and no shopper has to be it."""
    started, words = time.monotonic(), ""
    try:
        question()
    except BreakerOpen:
        return
    except ShopError as error:
        words = str(error.message)[:300]
    took = round((time.monotonic() - started) * 1000)
    try:
        redis = get_redis_connection("default")
        redis.hset(_key(name), mapping={"at": time.time(), "ms": took, "words": words})
        redis.expire(_key(name), REMEMBERED_SECONDS)
    except RedisError:
        return


def _failed() -> dict[str, float]:
    """When each that failed within a day did so last, in seconds since 1970."""
    since = time.time() - REMEMBERED_SECONDS
    found = get_redis_connection("default").zrangebyscore(FAILED, since, "+inf", withscores=True)
    return {name.decode(): score for name, score in found}


def _standing(name: str, failed: float | None) -> Standing:
    storage = storage_of(name)
    asked = get_redis_connection("default").hgetall(_key(name))
    noted = {key.decode(): value.decode() for key, value in asked.items()}
    return Standing(
        name=name,
        breaker=storage.state,
        failures=storage.counter,
        failed_at=_time(failed),
        tried_again_at=storage.trial_at(),
        asked_at=_time(float(noted["at"])) if noted else None,
        took_ms=int(noted["ms"]) if noted else None,
        words=noted.get("words", ""),
    )


def _key(name: str) -> str:
    return f"breaker:{name}:asked"


def _time(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
