"""Cards of what a visitor looked at lately."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ..models import Listing
from .cards import COLUMNS, Card, card
from .stall_facts import stalls

SHOWN = 5
AVAILABLE = COLUMNS.index("available")


def seen_cards(ids: Sequence[str], *, now: datetime) -> list[Card]:
    """The newest first, what is sold out last. One statement, none without `ids` (public ids)."""
    if not ids:
        return []
    known = stalls()
    rows = Listing.objects.filter(product__public_id__in=list(ids)).values_list("product__public_id", *COLUMNS)
    made = {key: (row, card(row, known[row[1]], now=now)) for key, *row in rows if row[1] in known}
    return in_order(made, ids)


def in_order(made: Mapping[str, tuple[Sequence[Any], Card]], ids: Sequence[str]) -> list[Card]:
    """The few newest cards of rows of COLUMNS by public id."""
    there = [made[key] for key in ids if key in made]
    return [shown for _row, shown in sorted(there, key=lambda each: each[0][AVAILABLE] <= 0)][:SHOWN]
