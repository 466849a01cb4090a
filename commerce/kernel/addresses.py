"""Addresses that pages write by the dozen."""

import re
from functools import lru_cache

from django.urls import NoReverseMatch, get_urlconf, reverse

MARK = "0mark0"
PLAIN = re.compile(r"[a-zA-Z0-9_-]+")


def address(name: str, value: object) -> str:
    """`reverse(name, args=[value])`, for a slug at a fraction of its price: what stands around it is looked up once.
    Raises NoReverseMatch."""
    is_plain = isinstance(value, str) and PLAIN.fullmatch(value)
    around = _around(name, get_urlconf()) if is_plain else None
    return f"{around[0]}{value}{around[1]}" if around else reverse(name, args=[value])


@lru_cache(maxsize=1_024)
def _around(name: str, urlconf: str | None) -> tuple[str, str] | None:
    """None where no slug goes."""
    try:
        before, _mark, after = reverse(name, args=[MARK]).partition(MARK)
    except NoReverseMatch:
        return None
    return before, after
