"""How whole numbers are written for people."""

from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language


def number_text(number: int) -> str:
    """`31,012`."""
    return _written(number, get_language())


@lru_cache(maxsize=8_192)
def _written(number: int, _language: str | None) -> str:
    return number_format(number, force_grouping=True)
