"""Cards of what a visitor looked at lately."""

from collections.abc import Sequence
from datetime import datetime

from ..models import Listing
from .cards import COLUMNS, Card, made
from .stall_facts import stalls

SHOWN = 5
AVAILABLE = COLUMNS.index("available")


def seen_cards(ids: Sequence[str], *, now: datetime) -> list[Card]:
    """The newest first, what is sold out last. One statement, none without `ids` (public ids)."""
    if not ids:
        return []
    known = stalls()
    rows = Listing.objects.filter(product__public_id__in=list(ids)).values_list("product__public_id", *COLUMNS)
    found = {key: row for key, *row in rows if row[1] in known}
    there = sorted((found[key] for key in ids if key in found), key=lambda row: row[AVAILABLE] <= 0)
    return [*made(there[:SHOWN], known, now=now).values()]
