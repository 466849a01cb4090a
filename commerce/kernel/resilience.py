"""The guarded client: every call to a third party goes through here.

`guarded("stripe", tries=3)(call, …)` = breaker (pybreaker, failures and state shared by all processes in
the cache) around retries (tenacity, exponential with jitter) around one span. A call ends in one of three ways: a
value, `Declined`-like errors of the adapter (final, never counted), or `Unavailable` (the outcome may be unknown;
counted, unless the provider says that it is still at it). While the breaker is open a call fails at once.

Figures (R01): 5 failures in 60 s open it; after 60 s one trial call; a success closes it.
"""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from math import ceil
from typing import Any, TypeVar, cast

import pybreaker
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from redis import Redis, RedisError
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from .errors import Unavailable
from .tracing import tracer

log = logging.getLogger("shop.provider")
T = TypeVar("T")
FAILURES = 5
WINDOW_SECONDS = 60
OPEN_SECONDS = 60
PROBE_SECONDS = 5  # a trial call has ended by then, or is going to fail
FAILED, REMEMBERED_SECONDS = "breakers:failed", 24 * 3600  # names, by when each failed last


class ProviderAway(Unavailable):
    """A time-out, lost connection, 429 or 5xx of a third party. What it did, if anything, is unknown."""

    code = "provider_away"


class BreakerOpen(ProviderAway):
    """Not called at all: the provider failed too often a moment ago. Nothing was sent. After `retry_after` seconds
    somebody may find out whether it is back."""

    code = "breaker_open"
    retry_after: int

    def __init__(self, name: str, retry_after: int) -> None:
        super().__init__(_("%(provider)s does not answer just now.") % {"provider": name.capitalize()})
        self.retry_after = retry_after


class ProviderBusy(ProviderAway):
    """It has our request and works on it: the outcome is unknown, and yet it answers. Never counted."""

    code = "provider_busy"


class WindowStorage(pybreaker.CircuitRedisStorage):
    """pybreaker's Redis state, with failures counted in a sliding window and one prober at a time.

    When the cache is away the breaker counts as closed: calls go out and meet their own time-outs.
    """

    def __init__(self, name: str, redis: Redis) -> None:
        self.provider = name
        super().__init__(pybreaker.STATE_CLOSED, redis, namespace=f"breaker:{name}")

    def _initialize_redis_state(self, state: str) -> None:
        try:
            super()._initialize_redis_state(state)
        except RedisError:
            log.warning("breaker state away")

    def increment_counter(self) -> None:
        now = time.time()
        try:
            with self._redis.pipeline() as pipe:
                pipe.zremrangebyscore(self._namespace("failures"), 0, now - WINDOW_SECONDS)
                pipe.zadd(self._namespace("failures"), {f"{now:.6f}": now})
                pipe.expire(self._namespace("failures"), WINDOW_SECONDS * 2)
                pipe.zadd(FAILED, {self.provider: now})
                pipe.expire(FAILED, REMEMBERED_SECONDS)
                pipe.execute()
        except RedisError:
            log.warning("breaker count away")

    def reset_counter(self) -> None:
        # A success between failures does not wipe the window: 5 in 60 s means 5 in 60 s.
        if self.state != pybreaker.STATE_CLOSED:
            self._forget()

    def _forget(self) -> None:
        try:
            self._redis.delete(self._namespace("failures"))
        except RedisError:
            log.warning("breaker count away")

    @property
    def counter(self) -> int:
        try:
            since = time.time() - WINDOW_SECONDS
            return int(self._redis.zcount(self._namespace("failures"), since, "+inf"))  # type: ignore[arg-type]
        except RedisError:
            return 0

    def trial_at(self) -> datetime | None:
        """When somebody may find out whether it is back; None while it is not stopped."""
        opened = self.opened_at if self.state == pybreaker.STATE_OPEN else None
        return opened.replace(tzinfo=UTC) + timedelta(seconds=OPEN_SECONDS) if opened else None

    def seconds_to_trial(self) -> int:
        """From now, rounded up; while somebody else is finding out, a moment."""
        due = self.trial_at()
        return max(PROBE_SECONDS, ceil((due - datetime.now(UTC)).total_seconds()) if due else 0)

    def take_probe(self) -> bool:
        """Whether this caller may make the one trial call of a half-open breaker."""
        try:
            return bool(self._redis.set(self._namespace("probe"), "1", nx=True, ex=OPEN_SECONDS // 2))
        except RedisError:
            return True

    def drop_probe(self) -> None:
        try:
            self._redis.delete(self._namespace("probe"))
        except RedisError:
            log.warning("breaker state away")


class Trips(pybreaker.CircuitBreakerListener):
    """Logs every change of a breaker."""

    def state_change(self, cb: Any, old_state: Any, new_state: Any) -> None:
        log.warning("breaker", extra={"provider": cb.name, "was": old_state and old_state.name, "now": new_state.name})


class Breaker(pybreaker.CircuitBreaker):
    """pybreaker's own holds its lock while the call is out, so that the threads of a process would call a provider one
    after the other, each behind the slowest."""

    def call(self, func: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        return self.state.call(func, *args, **kwargs)


@cache
def breaker(name: str) -> Breaker:
    """The breaker of one provider; one object a process, one state for all."""
    redis = Redis.from_url(str(settings.CACHES["default"]["LOCATION"]), socket_timeout=0.5, socket_connect_timeout=0.5)
    return Breaker(
        name=name,
        fail_max=FAILURES,
        reset_timeout=OPEN_SECONDS,
        exclude=[lambda error: not isinstance(error, ProviderAway) or isinstance(error, ProviderBusy)],
        listeners=[Trips()],
        state_storage=WindowStorage(name, redis),
    )


def guarded(name: str, *, tries: int = 1) -> Callable[..., Any]:
    """A caller for provider `name`: `guarded("stripe", tries=3)(function, *args, **kwargs)`.

    `tries` > 1 only for calls that may be repeated (reads, or writes under an idempotency key).
    Raises ProviderAway, BreakerOpen, or whatever final error the call itself raised.
    """

    def call(function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        refuse_inside_transaction(name)
        retrying = Retrying(
            stop=stop_after_attempt(tries),
            wait=wait_random_exponential(multiplier=0.2, max=2),
            retry=retry_if_exception(lambda e: isinstance(e, ProviderAway) and not isinstance(e, BreakerOpen)),
            reraise=True,
        )
        with tracer.start_as_current_span(f"provider {name}"):
            return retrying(_through_breaker, name, function, args, kwargs)

    return call


def _through_breaker(name: str, function: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
    guard, storage = breaker(name), storage_of(name)
    probing = storage.state != pybreaker.STATE_CLOSED
    if probing and not storage.take_probe():
        raise BreakerOpen(name, storage.seconds_to_trial())
    try:
        return guard.call(function, *args, **kwargs)
    except pybreaker.CircuitBreakerError as error:
        if isinstance(error.__cause__ or error.__context__, ProviderAway):
            raise (error.__cause__ or error.__context__) from None  # type: ignore[misc]
        raise BreakerOpen(name, storage.seconds_to_trial()) from None
    finally:
        if probing:
            storage.drop_probe()


def is_away(name: str) -> bool:
    """Whether a call to provider `name` would fail at once. One that is due a trial call counts as there."""
    due = storage_of(name).trial_at()
    return due is not None and datetime.now(UTC) < due


def storage_of(name: str) -> WindowStorage:
    """What the breaker of `name` has counted."""
    return cast(WindowStorage, breaker(name)._state_storage)


def refuse_inside_transaction(name: str) -> None:
    """A provider is never called while a transaction holds locks: it could hold them for half a minute. The one around
    a whole test holds nothing that anybody waits for."""
    blocks = connection.atomic_blocks
    if blocks and not getattr(blocks[-1], "_from_testcase", False):
        raise RuntimeError(f"{name} called inside a transaction")
