"""Cards of what a visitor looked at lately."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from ..models import Product
from .cards import Card, cards, on_sale, with_card_columns

SHOWN = 5


def seen_cards(ids: Sequence[str], *, now: datetime) -> list[Card]:
    """The newest first, what is sold out last. One statement, none without `ids` (public ids)."""
    if not ids:
        return []
    rows = with_keys(on_sale().filter(public_id__in=list(ids)))
    return cards(newest_first(rows, ids), now=now)


def with_keys(products: QuerySet[Product]) -> QuerySet[Product]:
    """Cards' columns and what tells which shelf a row belongs on."""
    return with_card_columns(products).annotate(key=F("public_id"), shelf=F("category_id"), stall=F("seller_id"))


def newest_first(rows: Iterable[Any], ids: Sequence[str]) -> list[Any]:
    """Those of `rows` that were looked at, as cards show them."""
    places = {key: place for place, key in enumerate(ids)}
    found = [row for row in rows if row.key in places]
    return sorted(found, key=lambda row: (row.available <= 0, places[row.key]))[:SHOWN]
