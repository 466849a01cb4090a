"""Reading the cache so that a miss leaves its line in the log."""

import logging
from typing import Any

from django.core.cache import cache

log = logging.getLogger("shop.cache")


def look(key: str) -> Any:
    """What the cache has under `key`; None, and one line, when it has nothing."""
    found = cache.get(key)
    if found is None:
        log.info("cache miss", extra={"key": key})
    return found
