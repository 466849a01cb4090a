"""Collections are written, filled and put in order; the shop shows them at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commerce.jobs.domain.announce import announce
from commerce.kernel.errors import Conflict, Refused

from ..models import Collection, CollectionItem, Product
from ..models.collection import CollectionKind
from ..queries import collections as kept
from . import collection_rules

# A list that somebody put in order by hand is read as a whole.
MOST_BY_HAND = 500
CHANGEABLE = frozenset(
    {
        "name", "slug", "description", "picture", "kind", "rule", "is_active", "is_featured", "shown_from",
        "shown_until", "position", "seo_title", "seo_description",
    }
)  # fmt: skip


def save_collection(*, collection: Collection | None = None, **values: Any) -> Collection:
    """A new collection, or `collection` changed; a new address is announced. One by hand has no rule.

    Raises RuleWrong, Conflict for an address that another has, Refused for unknown fields or an empty address."""
    if strange := sorted(set(values) - CHANGEABLE):
        raise Refused(_("These fields of a collection cannot be set: %(names)s") % {"names": ", ".join(strange)})
    with transaction.atomic():
        row = Collection.objects.select_for_update().get(pk=collection.pk) if collection else Collection()
        before = row.get_absolute_url() if collection else ""
        for name, value in values.items():
            setattr(row, name, value)
        row.slug = _address(row)
        row.rule = collection_rules.checked(row.rule) if row.kind == CollectionKind.RULE else {}
        row.save()
        if before and row.get_absolute_url() != before:
            announce("catalog.collection_moved", collection=row.public_id, old_path=before)
        transaction.on_commit(kept.forget)
    return row


def _address(row: Collection) -> str:
    slug = slugify(row.slug or row.name)[:100] or row.public_id.replace("_", "-")
    if Collection.objects.filter(slug=slug).exclude(pk=row.pk).exists():
        raise Conflict(_("Another collection has this address."), code="slug_taken")
    return slug


def remove_collection(*, collection: Collection) -> None:
    with transaction.atomic():
        collection.delete()
        transaction.on_commit(kept.forget)


def add_products(*, collection: Collection, products: Iterable[Product]) -> int:
    """Put products (those that it has are passed over) at the end, in this order. Returns how many came.

    Raises Refused when they would be more than MOST_BY_HAND, or the collection goes by a rule."""
    with transaction.atomic():
        row = _locked(collection)
        known = set(row.items.values_list("product_id", flat=True))
        new = list(dict.fromkeys(each.pk for each in products if each.pk not in known))
        if len(known) + len(new) > MOST_BY_HAND:
            raise Refused(_("A collection by hand has at most %(most)d products.") % {"most": MOST_BY_HAND})
        last = row.items.aggregate(last=Max("position"))["last"] or 0
        CollectionItem.objects.bulk_create(
            CollectionItem(collection=row, product_id=key, position=last + place) for place, key in enumerate(new, 1)
        )
        transaction.on_commit(kept.forget)
    return len(new)


def arrange(*, collection: Collection, places: Mapping[int, int], gone: Iterable[int] = ()) -> None:
    """Take the items `gone` (by id) out and put the others in order: by the numbers given (of items, by id), ties as
    they were; then they are numbered anew from 1."""
    with transaction.atomic():
        row = _locked(collection)
        row.items.filter(pk__in=list(gone)).delete()
        items = sorted(row.items.all(), key=lambda item: (places.get(item.pk, item.position), item.position, item.pk))
        for number, item in enumerate(items, start=1):
            item.position = number
        CollectionItem.objects.bulk_update(items, ["position"])
        transaction.on_commit(kept.forget)


def _locked(collection: Collection) -> Collection:
    row = Collection.objects.select_for_update().get(pk=collection.pk)
    if row.kind != CollectionKind.HAND:
        raise Refused(_("Its products are found by a rule."), code="collection_by_rule")
    return row
