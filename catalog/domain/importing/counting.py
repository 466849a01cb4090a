"""Stock numbers of a file become movements; never below what is held for shoppers or sold."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from vendors.sellers.models import Seller

from ...models import ImportRun, StockLevel, StockLocation, StockMovement, Variant
from ...models.stock import MovementKind
from .copying import copy_in


@dataclass(frozen=True)
class Short:
    """A variant whose number could not go down to `wanted`: `kept` units are promised or sold."""

    variant: str
    wanted: int
    kept: int


def lock(product_ids: list[int]) -> None:
    """Lock the stock rows of products, by id: before the product rows, as everywhere in the catalogue."""
    levels = StockLevel.objects.filter(variant__product__in=product_ids).order_by("pk")
    list(levels.select_for_update(of=("self",)).values_list("pk", flat=True))


def place_of(seller: Seller) -> StockLocation:
    """Where imported goods lie: the seller's first place."""
    place = StockLocation.objects.filter(seller=seller).order_by("pk").first()
    return place or StockLocation.objects.create(seller=seller, name=_("Stall"))


def count(*, counts: dict[str, int], run: ImportRun, place: StockLocation, actor: str) -> list[Short]:
    """Set units in the house by variant's public id; the stock rows are locked. Returns what fell short."""
    variants = dict(Variant.objects.filter(public_id__in=counts).values_list("pk", "public_id"))
    levels: dict[int, list[StockLevel]] = {pk: [] for pk in variants}
    for level in StockLevel.objects.filter(variant__in=variants).order_by("pk"):
        levels[level.variant_id].append(level)
    made, changed, moved, short = [], [], [], []
    for pk, public_id in variants.items():
        wanted = counts[public_id]
        if not levels[pk]:
            made.append(StockLevel(variant_id=pk, location=place, on_hand=wanted))
            moved.append((made[-1], wanted))
            continue
        level = next((row for row in levels[pk] if row.location_id == place.pk), levels[pk][0])
        total = sum(row.on_hand for row in levels[pk])
        moved.append((level, _shift(level, wanted - total)))
        changed.append(level)
        if (kept := total + moved[-1][1]) != wanted:
            short.append(Short(public_id, wanted, kept))
    copy_in(StockLevel, made)
    StockLevel.objects.bulk_update(changed, ["on_hand"])
    _record(moved, run, actor, reason=f"import {run.public_id}")
    return short


def take_back(*, product_ids: list[int], run: ImportRun, actor: str) -> None:
    """Undo the movements of a run, as far as units are not promised; a second call finds nothing to do."""
    rows = StockMovement.objects.filter(reference=run.public_id, stock__variant__product__in=product_ids).order_by()
    net = dict(rows.values_list("stock").annotate(units=Sum("quantity")))
    levels = list(StockLevel.objects.filter(pk__in=[pk for pk, units in net.items() if units]).order_by("pk"))
    moved = [(level, _shift(level, -net[level.pk])) for level in levels]
    StockLevel.objects.bulk_update(levels, ["on_hand"])
    _record(moved, run, actor, reason=f"undo of import {run.public_id}")


def _shift(level: StockLevel, units: int) -> int:
    """Change the row by `units`, or as many of them as are free; returns how many it was."""
    before = level.on_hand
    level.on_hand = max(before + units, level.held + level.allocated)
    return level.on_hand - before


def _record(moved: list[tuple[StockLevel, int]], run: ImportRun, actor: str, *, reason: str) -> None:
    kind, reference = MovementKind.IMPORTED.value, run.public_id
    copy_in(
        StockMovement,
        (
            StockMovement(stock_id=level.pk, kind=kind, quantity=units, reason=reason, reference=reference, actor=actor)
            for level, units in moved
            if units
        ),
    )
