"""The products that are looked for: of a product file, or made up."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commerce.demo.mass import Maker
from commerce.demo.naming import slug

SEED = "relevance"


@dataclass(frozen=True)
class Thing:
    """`kind` is its product type or shelf."""

    slug: str
    title: str
    brand: str
    kind: str
    sku: str


def read(path: Path) -> list[Thing]:
    """Products of a file in Shopify's format, also .gz; of several lines the first."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Title"]]
    return [Thing(r["Handle"], r["Title"], r["Vendor"], r["Type"], r["Variant SKU"]) for r in rows]


def made_up(number: int) -> Iterator[Thing]:
    for place, good in enumerate(Maker(SEED).goods(number)):
        yield Thing(slug(f"{good.title} {place}"), good.title, good.brand, good.shelf, good.sku)


def write(things: list[Thing], path: Path) -> None:
    """A product file of these things."""
    columns = ["Handle", "Title", "Vendor", "Type", "Variant SKU", "Variant Price"]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(columns)
        table.writerows([t.slug, t.title, t.brand, t.kind, t.sku, "10"] for t in things)
