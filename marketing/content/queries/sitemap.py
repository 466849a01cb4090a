"""The addresses that search engines shall know, in parts of ten thousand.

Products are cut by their ids: the first id of each part is kept in the cache, so a part is one range of the index.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from catalog.queries import categories
from catalog.queries.cards import on_sale
from catalog.queries.collections import collections as shown_collections
from catalog.queries.stalls import open_sellers
from commerce.kernel.addresses import address
from commerce.kernel.cached import kept

from .pages import published

PART = 10_000
KEY = "content:sitemap:1"
SECONDS = 900
BUILT_IN = ("terms", "privacy", "returns")


@dataclass(frozen=True)
class Entry:
    """One address, without the host, and when it last changed (None: nobody knows)."""

    path: str
    changed: datetime | None = None


def product_parts() -> list[int]:
    """The first product id of each part; one statement every quarter of an hour."""
    return kept(KEY, _product_parts, seconds=SECONDS)


def _product_parts() -> list[int]:
    placed = on_sale().order_by().annotate(place=Window(RowNumber(), order_by=F("pk").asc()))
    return list(placed.annotate(rest=F("place") % PART).filter(rest=1).order_by("pk").values_list("pk", flat=True))


def products(part: int) -> Iterator[Entry] | None:
    """Products of the part with this number (from 1); None when there is none. One statement."""
    firsts = product_parts()
    if not 1 <= part <= len(firsts):
        return None
    rows = on_sale().filter(pk__gte=firsts[part - 1]).order_by("pk")
    if part < len(firsts):
        rows = rows.filter(pk__lt=firsts[part])
    return (
        Entry(address("catalog:product", slug), changed) for slug, changed in rows.values_list("slug", "updated_at")
    )


def shelves() -> Iterator[Entry]:
    return (Entry(node.url) for node in categories.tree().nodes.values())


def collections() -> Iterator[Entry]:
    """Each that is shown now, and the list of them once there is one."""
    found = [Entry(each.url) for each in shown_collections()]
    yield from [Entry(reverse("catalog:collections")), *found] if found else []


def stalls() -> Iterator[Entry]:
    slugs = open_sellers().order_by("pk").values_list("slug", flat=True)
    return (Entry(address("catalog:seller", slug)) for slug in slugs)


def texts() -> Iterator[Entry]:
    """The front, the list of stalls, pages and stories; built-in pages that no page of staff has replaced."""
    found = {page.get_absolute_url(): page.updated_at for page in published()}
    built_in = {reverse("content:page", args=[name]): None for name in BUILT_IN}
    own = {reverse(name): None for name in ("catalog:home", "catalog:sellers", "content:stories")}
    return (Entry(path, changed) for path, changed in {**own, **built_in, **found}.items())
