"""Takes one import back: what it made goes (or is archived, where an order tells of it), what it changed returns."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import reset_queries, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.kernel.errors import Conflict, NotFound

from ...models import ImportChange, ImportRun, Product, Variant
from ...models.product import ProductStatus
from .. import summaries
from ..usage import used_variants
from . import counting, snapshots
from .running import seller_lock
from .writing import Writer

BATCH = 200


class LaterImport(Conflict):
    """A later import changed the same products: that one must be undone first."""

    code = "later_import"


@dataclass
class Undone:
    """How many products were removed, archived because somebody bought them, and restored."""

    removed: int = 0
    archived: int = 0
    restored: int = 0


def undo(*, public_id: str, actor: str) -> Undone:
    """Undo an import. Safe to repeat after a crash. Raises NotFound, LaterImport, Conflict when already undone.

    Products come back as they were before the import, whoever edited them since; stock goes back by what the import
    moved, so that sales since stay sold.
    """
    run = ImportRun.objects.select_related("seller").filter(public_id=public_id).first()
    if run is None:
        raise NotFound(_("There is no import %(id)s.") % {"id": public_id})
    done = Undone()
    with seller_lock(run.seller):
        _check(run)
        for batch in _batches(run):
            with transaction.atomic():
                _undo_batch(batch, run, actor, done)
            reset_queries()
        ImportRun.objects.filter(pk=run.pk).update(state="undone", undone_at=timezone.now())
    return done


def _check(run: ImportRun) -> None:
    run.refresh_from_db(fields=["state"])
    if run.state == "undone":
        raise Conflict(_("This import is already undone."))
    products = ImportChange.objects.filter(run=run).values("product")
    later = ImportChange.objects.filter(run__gt=run.pk, product__in=products).exclude(run__state="undone")
    if change := later.select_related("run").order_by("-run").first():
        raise LaterImport(_("Undo the later import %(id)s first.") % {"id": change.run.public_id})


def _batches(run: ImportRun) -> Iterator[list[ImportChange]]:
    last = 0
    while batch := list(run.changes.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _undo_batch(changes: list[ImportChange], run: ImportRun, actor: str, done: Undone) -> None:
    ids = sorted(change.product_id for change in changes)
    counting.lock(ids)
    products = {p.pk: p for p in Product.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)}
    made = [change.product_id for change in changes if change.before is None]
    kept = _archive_sold(made, done)
    before = {change.product_id: change.before for change in changes if change.before is not None}
    current = snapshots.take(before)
    writer = Writer()
    for pk, wanted in before.items():
        _keep_fetched(wanted, current[pk])
        writer.put(products[pk], before=current[pk], wanted=wanted)
    writer.flush()
    counting.take_back(product_ids=[*before, *kept], run=run, actor=actor)
    summaries.refresh([*before, *kept], with_text=True)
    Product.objects.filter(pk__in=set(made) - kept).delete()
    done.removed += len(made) - len(kept)
    done.restored += len(before)


def _archive_sold(made: list[int], done: Undone) -> set[int]:
    """Archive, of the products that the import made, those that somebody bought. Returns their ids."""
    variants = dict(Variant.objects.filter(product__in=made).values_list("pk", "product_id"))
    sold = {variants[pk] for pk in used_variants(variants)}
    for product in Product.objects.filter(pk__in=sold).order_by("pk"):
        product.source = product.source | {"digest": "", "undone": True}  # the same file brings it back
        product.status = ProductStatus.ARCHIVED
        product.save(update_fields=["source", "status", "updated_at"])
    done.archived += len(sold)
    return sold


def _keep_fetched(wanted: snapshots.Snapshot, current: snapshots.Snapshot) -> None:
    """A picture that has been fetched since stays fetched."""
    known = snapshots.by_public_id(current["pictures"])
    fetched = ("state", "digest", "width", "height", "webp", "avif", "error")
    for picture in wanted["pictures"]:
        if now := known.get(picture["public_id"]):
            picture |= {name: now[name] for name in fetched}
