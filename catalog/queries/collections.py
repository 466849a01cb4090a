"""Collections as the shop shows them now, kept in the cache for a minute.

A page that names collections costs no statement while the cache is warm, and two when it is cold or away.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from commerce.kernel import cached
from commerce.kernel.addresses import address
from commerce.kernel.cached import kept
from commerce.kernel.clock import DatabaseNow

from ..models import Collection, CollectionItem
from ..models.collection import CollectionKind
from .pictures import PictureView, view

KEY = "catalog:collections:1"
SECONDS = 60


@dataclass(frozen=True)
class Shown:
    """A collection that is seen now. `products` are ids in their order, of one by hand; `rule` of the others."""

    id: int
    name: str
    slug: str
    description: str
    seo_title: str
    seo_description: str
    is_by_hand: bool
    is_featured: bool
    rule: dict[str, Any]
    products: tuple[int, ...]
    picture: PictureView

    @property
    def url(self) -> str:
        return address("catalog:collection", self.slug)


def collections(*, fresh: bool = False) -> list[Shown]:
    """All that are seen now, in the order of staff; `fresh` asks the database and renews the cache."""
    # In a tuple, because a shop without collections shall not be asked again and again.
    return kept(KEY, lambda: (_read(),), seconds=SECONDS, fresh=fresh)[0]


def find(slug: str) -> Shown | None:
    """The collection with this slug; one that was made a moment ago is found, too."""
    return _of(slug, collections()) or _of(slug, collections(fresh=True))


def featured() -> Shown | None:
    """The one whose shelf stands on the front page."""
    return next((each for each in collections() if each.is_featured), None)


def open_now() -> Q:
    begun = Q(shown_from=None) | Q(shown_from__lte=DatabaseNow())
    return Q(is_active=True) & begun & (Q(shown_until=None) | Q(shown_until__gt=DatabaseNow()))


def forget() -> None:
    """For writers of collections: the next page reads them anew."""
    cached.forget(KEY)


def shown(collection: Collection, products: tuple[int, ...] = ()) -> Shown:
    """One as pages take it, saved or not."""
    return Shown(
        collection.pk or 0, collection.name, collection.slug, collection.description, collection.seo_title,
        collection.seo_description, collection.kind == CollectionKind.HAND, collection.is_featured, collection.rule,
        products, view(collection.picture),
    )  # fmt: skip


def _of(slug: str, known: list[Shown]) -> Shown | None:
    return next((each for each in known if each.slug == slug), None)


def _read() -> list[Shown]:
    rows = list(Collection.objects.filter(open_now()).select_related("picture").order_by("position", "name", "pk"))
    chosen: dict[int, list[int]] = defaultdict(list)
    by_hand = [row.pk for row in rows if row.kind == CollectionKind.HAND]
    if by_hand:
        items = CollectionItem.objects.filter(collection__in=by_hand).order_by("collection", "position", "pk")
        for collection, product in items.values_list("collection_id", "product_id"):
            chosen[collection].append(product)
    return [shown(row, tuple(chosen[row.pk])) for row in rows]
