"""Breakers as a test needs them."""

import time

from commerce.kernel.resilience import OPEN_SECONDS, storage_of


def let_pass(name: str, seconds: float = OPEN_SECONDS + 1) -> None:
    """The open breaker of `name` was opened so long ago: by default its rest is over, and a trial call is due."""
    storage = storage_of(name)
    storage._redis.set(storage._namespace("opened_at"), int(time.time() - seconds))
