"""Makes products what their wanted snapshots say, a batch in few statements: the end of imports and of undoing."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone

from ...models import Picture, Product, Variant
from ..usage import used_variants
from .copying import copy_in
from .snapshots import PICTURE_FIELDS, PRODUCT_FIELDS, VARIANT_FIELDS, Snapshot, Values, by_public_id

NOTHING: Snapshot = {"product": {}, "variants": [], "pictures": []}


@dataclass
class Changes:
    """Rows of one model to write. `differing` are the columns that differ in any of `changed`, `gone` public ids."""

    model: type[Model]
    fields: tuple[str, ...]
    made: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    differing: set[str] = field(default_factory=set)

    def compare(self, product: Product, before: list[Values], wanted: list[Values]) -> None:
        known = by_public_id(before)
        for values in wanted:
            was = known.pop(values["public_id"], None)
            row = self.model(product=product, id=values.get("id"))
            if was is None:
                self.made.append(self.fill(row, values))
            else:
                self.change(row, was, values)
        self.gone += known

    def change(self, row: Model, was: Values, wanted: Values) -> None:
        if differing := {name for name in self.fields if was[name] != wanted[name]}:
            self.changed.append(self.fill(row, wanted))
            self.differing |= differing

    def fill(self, row: Any, values: Values) -> Any:
        for name in self.fields:
            setattr(row, "picture_named" if name == "picture" else name, values[name])
        return row

    def save(self) -> None:
        copy_in(self.model, self.made)
        if self.changed:
            self.model._base_manager.bulk_update(self.changed, sorted(self.differing), batch_size=500)


class Writer:
    """Collects with `put`, writes with `flush`; both in the caller's transaction, which holds the products' locks."""

    def __init__(self) -> None:
        self.products = Changes(Product, PRODUCT_FIELDS)
        self.pictures = Changes(Picture, PICTURE_FIELDS)
        self.variants = Changes(Variant, (*VARIANT_FIELDS, "picture"))

    def put(self, product: Product, *, before: Snapshot | None, wanted: Snapshot) -> None:
        """Have `product` become `wanted`. `before` is what it is now; None for one that is not saved yet."""
        if before is None:
            self.products.made.append(self.products.fill(product, wanted["product"]))
        else:
            self.products.change(product, before["product"], wanted["product"])
        old = before or NOTHING
        self.pictures.compare(product, old["pictures"], wanted["pictures"])
        self.variants.compare(product, old["variants"], wanted["variants"])

    def flush(self) -> None:
        """Write everything that was put."""
        now = timezone.now()
        for product in self.products.changed:
            product.updated_at = now
            self.products.differing.add("updated_at")
        self.products.save()
        for row in [*self.pictures.made, *self.variants.made]:
            row.product_id = row.product.pk
        Picture.objects.filter(public_id__in=self.pictures.gone).delete()
        self.pictures.save()
        self._hang_pictures()
        remove_variants(self.variants.gone)
        self.variants.save()

    def _hang_pictures(self) -> None:
        rows = [*self.variants.made, *self.variants.changed]
        names = {row.picture_named for row in rows if row.picture_named}
        found = Picture.objects.filter(public_id__in=names).values_list("public_id", "pk")
        ids = dict(found) if names else {}
        for row in rows:
            row.picture_id = ids.get(row.picture_named)


def remove_variants(public_ids: list[str]) -> None:
    """Delete these variants; those that somebody has bought or put aside are taken off sale instead."""
    rows = Variant.objects.filter(public_id__in=public_ids)
    used = used_variants(rows.values_list("pk", flat=True)) if public_ids else set()
    rows.filter(pk__in=used).update(is_active=False)
    rows.exclude(pk__in=used).delete()
