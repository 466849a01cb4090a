"""Addresses that pages write by the dozen."""

from functools import lru_cache

from django.urls import get_urlconf, reverse

MARK = "0mark0"


def address(name: str, slug: str) -> str:
    """`reverse(name, args=[slug])` for a slug, at a fraction of its price: the pattern is looked up once."""
    before, after = _around(name, get_urlconf())
    return f"{before}{slug}{after}"


@lru_cache
def _around(name: str, urlconf: str | None) -> tuple[str, str]:
    before, _mark, after = reverse(name, args=[MARK]).partition(MARK)
    return before, after
