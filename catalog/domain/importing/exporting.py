"""Writes products in Shopify's format.

Round trip: an export imported into an empty shop and exported again is the same file, byte for byte. Cells are
written as they are, even where a spreadsheet would take "=…" for a formula: a changed cell would come back changed,
and the file is made for the next shop, not for a spreadsheet. (Lists that people open in one are another matter.)
"""

import csv
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from django.db import reset_queries
from django.db.models import QuerySet

from ...models import ImportRun, Product
from . import rendering, snapshots
from .columns import DEFAULT

BATCH = 500


def export(*, path: Path, products: QuerySet[Product], runs: QuerySet[ImportRun]) -> int:
    """Write `products` (those with something on sale, by id) to `path`, packed when it ends in .gz.

    The columns are those of `runs`, the last one's first, or Shopify's own. Returns how many products it wrote.
    """
    columns = columns_of(runs)
    written = 0
    with _opened(path) as file:
        table = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\r\n")
        table.writeheader()
        for rows in _products(products):
            table.writerows(rows)
            written += 1
    return written


def columns_of(runs: QuerySet[ImportRun]) -> list[str]:
    """Every column that these imports had, in their order."""
    listed = runs.exclude(state__in=["failed", "undone"]).order_by("-pk").values_list("columns", flat=True)
    return list(dict.fromkeys(column for columns in listed for column in columns)) or list(DEFAULT)


def _products(products: QuerySet[Product]) -> Iterator[list[rendering.Row]]:
    last = 0
    while slugs := dict(products.filter(pk__gt=last).order_by("pk").values_list("pk", "slug")[:BATCH]):
        taken, units = snapshots.take(slugs), snapshots.on_hand(slugs)
        for pk, snapshot in taken.items():
            record = snapshots.record_of(snapshot, slug=slugs[pk], units=units)
            if record.variants:
                yield rendering.rows(record)
        last = max(slugs)
        reset_queries()


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    if path.suffix != ".gz":
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
        return
    # No name and no time inside: the same products make the same bytes.
    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed,
        TextIOWrapper(packed, encoding="utf-8", newline="") as file,
    ):
        yield file
