"""Paging by place instead of by number: a page starts after a row, so nothing is counted, skipped or shown twice.

A cursor is opaque to its user: order, sort value, id and how many rows came before, in URL-safe base 64.
"""

import base64
import binascii
import json

from ..search.engine import Cut

MAX_BIGINT = 2**63 - 1


def cursor(cut: Cut | None, order: str) -> str:
    """The place as it stands in an address; empty where there is none."""
    if cut is None:
        return ""
    raw = json.dumps([order, cut.value, cut.id, cut.number], separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def cut(text: str, order: str, *, backwards: bool = False) -> Cut | None:
    """The place of a cursor; None when it is not one, or belongs to another order."""
    try:
        raw = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(raw, list) or len(raw) != 4 or raw[0] != order:
        return None
    numbers = raw[1:]
    if any(type(n) is not int or abs(n) > MAX_BIGINT for n in numbers) or numbers[2] < 0:
        return None
    value, key, number = numbers
    return Cut(value, key, number, backwards)
