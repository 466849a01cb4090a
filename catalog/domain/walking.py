"""A long table from one end to the other, while the shop is open."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet


def in_batches(rows: QuerySet[Any], size: int) -> Iterator[list[int]]:
    """Primary keys in rising order, so many at a time. Each batch is a statement of its own: what comes at the end
    meanwhile is met, what goes is missed."""
    last = 0
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]):
        yield ids
        last = ids[-1]
