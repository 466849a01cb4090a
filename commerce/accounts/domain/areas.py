"""Loads the area trees that the shop ships as files (data/areas_*.csv)."""

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import transaction

from commerce.kernel.page_cache import edits

from ..models import Area
from ..queries.areas import kept_as

DATA = Path(__file__).resolve().parent.parent / "data"
COLUMNS = ["country", "parent", "name", "local_name", "kind", "position", "is_remote"]


def load(area_model: type[Any] = Area) -> int:
    """Write the files' areas into the table; known codes are brought up to date. Returns how many there are.

    May run any number of times. An area that a file no longer has stays: addresses may point to it. A migration
    passes the model of its own time.
    """
    rows = list(_rows())
    by_code: dict[str, Any] = {}
    with transaction.atomic():
        for _depth, level in groupby(sorted(rows, key=_depth_of), key=_depth_of):
            areas = [area_model(**_fields(row, by_code)) for row in level]
            saved = area_model.objects.bulk_create(
                areas, update_conflicts=True, unique_fields=["code"], update_fields=COLUMNS
            )
            by_code |= {area.code: area for area in saved}
    edits.changed()
    cache.delete_many([kept_as(country) for country in {row["country"] for row in rows}])
    return len(rows)


def _rows() -> Iterator[dict[str, Any]]:
    """Each row with its country, its place in the file and its line of parents' codes."""
    for path in sorted(DATA.glob("areas_*.csv")):
        country = path.stem.removeprefix("areas_").upper()
        parents: dict[str, str] = {}
        with path.open(encoding="utf-8", newline="") as file:
            for position, row in enumerate(csv.DictReader(file)):
                parents[row["code"]] = row["parent"]
                yield row | {"country": country, "position": position, "depth": _depth(row["code"], parents)}


def _depth(code: str, parents: dict[str, str]) -> int:
    """How many parents stand above; a parent stands before its children in the file (KeyError otherwise)."""
    return 1 + _depth(parents[code], parents) if parents[code] else 0


def _depth_of(row: dict[str, Any]) -> int:
    return row["depth"]


def _fields(row: dict[str, Any], by_code: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "country": row["country"],
        "parent": by_code[row["parent"]] if row["parent"] else None,
        "name": row["name"],
        "local_name": row["local_name"],
        "kind": row["kind"],
        "position": row["position"],
        "is_remote": row["remote"] == "yes",
    }
