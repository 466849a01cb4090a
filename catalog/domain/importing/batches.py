"""One batch of records into the database, in the caller's transaction."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import Category, ImportChange, ImportRun, Product
from .. import summaries
from . import addresses, counting, merging, snapshots
from .columns import QUANTITY
from .copying import copy_in
from .records import Fault, ProductRecord
from .writing import Writer


class Batch:
    """`created` and `changed` are known after `write`."""

    def __init__(self, run: ImportRun, columns: frozenset[str], actor: str) -> None:
        self.run, self.columns, self.actor = run, columns, actor
        self.created = self.changed = 0
        self.writer, self.counts, self.lines = Writer(), {}, {}  # type: ignore[var-annotated]

    def write(self, records: list[ProductRecord], known: dict[str, int]) -> list[Fault]:
        """Create or change the products; `known` are ids by handle. Returns warnings about stock."""
        ids = sorted(known[record.handle] for record in records if record.handle in known)
        counting.lock(ids)
        products = {p.pk: p for p in Product.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)}
        before = snapshots.take(products)
        new = [record for record in records if known.get(record.handle) not in products]
        found = [record for record in records if known.get(record.handle) in products]
        made = self._make(new)
        for record in found:
            product = products[known[record.handle]]
            self._put(product, record, before[product.pk])
        self.writer.flush()
        changed = [products[known[record.handle]] for record in found]
        changes = [
            ImportChange(run=self.run, product_id=product.pk, before=before.get(product.pk))
            for product in [*made, *changed]
        ]
        copy_in(ImportChange, changes)
        short = counting.count(
            counts=self.counts, run=self.run, place=counting.place_of(self.run.seller), actor=self.actor
        )
        touched = [change.product_id for change in changes]
        summaries.refresh(touched, with_text=True)
        self.created, self.changed = len(made), len(changes) - len(made)
        return [self._told(one) for one in short]

    def _make(self, records: list[ProductRecord]) -> list[Product]:
        slugs = addresses.choose([record.handle for record in records], self.run.seller)
        shelves = self._categories(records)
        made = []
        for record in records:
            category = shelves.get(record.product_type.casefold())
            product = Product(seller=self.run.seller, slug=slugs[record.handle], category_id=category)
            self._put(product, record, None)
            made.append(product)
        return made

    def _put(self, product: Product, record: ProductRecord, before: snapshots.Snapshot | None) -> None:
        now = timezone.now().isoformat()
        merged = merging.merge(record, before=before, columns=self.columns, now=now)
        self.writer.put(product, before=before, wanted=merged.snapshot)
        self.counts |= merged.counts
        for variant, values in zip(record.variants, merged.snapshot["variants"], strict=False):
            self.lines[values["public_id"]] = (variant.row, record.handle)

    def _categories(self, records: list[ProductRecord]) -> dict[str, int]:
        """Categories by the name that a product type may have in common with them."""
        if not any(record.product_type for record in records):
            return {}
        return {name.casefold(): pk for name, pk in Category.objects.filter(is_active=True).values_list("name", "pk")}

    def _told(self, short: counting.Short) -> Fault:
        row, handle = self.lines[short.variant]
        reason = _("%(kept)s units are kept for shoppers or sold: the stock stays there.") % {"kept": short.kept}
        return Fault(row, handle, QUANTITY, reason, is_warning=True)
