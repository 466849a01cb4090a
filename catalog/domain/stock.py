"""Stock changes that people and parcels make: each is a movement with a reason, in one transaction."""

from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from ..errors import NotEnoughStock
from ..models import StockLevel, StockLocation, StockMovement, Variant
from ..models.stock import MovementKind
from . import summaries

CHANGE = """
UPDATE catalog_stocklevel SET on_hand = on_hand + %s WHERE id = %s AND on_hand + %s >= held + allocated
"""
BY_HAND = frozenset({MovementKind.RECEIVED, MovementKind.COUNTED, MovementKind.DAMAGED, MovementKind.RETURNED})


def level_of(*, variant: Variant, location_id: int | None = None) -> StockLevel:
    """The variant's stock row at a place (the seller's first one by default), made when it is missing."""
    if location_id is None:
        seller = variant.product.seller
        location = StockLocation.objects.filter(seller=seller).order_by("pk").first()
        location_id = (location or StockLocation.objects.create(seller=seller, name=_("Stall"))).pk
    level, _made = StockLevel.objects.get_or_create(variant=variant, location_id=location_id)
    return level


def adjust(
    *, variant_id: int, quantity: int, kind: str, reason: str, actor: str, location_id: int | None = None
) -> StockLevel:
    """Change `on_hand` by `quantity` units (K10). A reason is required.

    Raises Refused without reason or for a kind that is not made by hand, NotEnoughStock when the change would take
    units that are promised or sold.
    """
    if not reason.strip():
        raise Refused(_("Say why the stock changes."), code="reason_missing")
    if kind not in BY_HAND | {MovementKind.IMPORTED}:
        raise Refused(_("That kind of movement is not made by hand."), code="kind_unknown")
    with transaction.atomic():
        variant = Variant.objects.select_related("product__seller").get(pk=variant_id)
        level = level_of(variant=variant, location_id=location_id)
        with connection.cursor() as cursor:
            cursor.execute(CHANGE, [quantity, level.pk, quantity])
            if cursor.rowcount == 0:
                raise NotEnoughStock(_("That many are not free: some are kept for shoppers or already sold."))
        StockMovement.objects.create(stock=level, kind=kind, quantity=quantity, reason=reason, actor=actor)
        summaries.refresh([variant.product_id])
    level.refresh_from_db()
    return level


def count(*, variant_id: int, found: int, reason: str, actor: str, location_id: int | None = None) -> StockLevel:
    """A stock-take found `found` units: the difference is the movement."""
    with transaction.atomic():
        variant = Variant.objects.select_related("product__seller").get(pk=variant_id)
        level = level_of(variant=variant, location_id=location_id)
        now = StockLevel.objects.select_for_update().get(pk=level.pk)
        return adjust(
            variant_id=variant_id, quantity=found - now.on_hand, kind=MovementKind.COUNTED, reason=reason, actor=actor,
            location_id=level.location_id,
        )  # fmt: skip


def put_back(*, reference: str, actor: str, reason: str) -> None:
    """A seller order died before shipping: its units are free again. A second call finds nothing to do."""
    _undo_allocation(reference, MovementKind.UNSOLD, actor, reason, leaves_house=False)


def send_out(*, reference: str, actor: str) -> None:
    """A seller order's parcel left the house: its units leave `on_hand`. A second call finds nothing to do."""
    _undo_allocation(reference, MovementKind.SHIPPED, actor, "", leaves_house=True)


def take_back(*, reference: str, actor: str, reason: str) -> None:
    """A seller order's parcel came back unopened: what left the house with it is there again. A second call finds
    nothing to do."""
    with transaction.atomic():
        rows = StockMovement.objects.filter(reference=reference)
        ids = sorted(set(rows.values_list("stock_id", flat=True)))
        levels = list(StockLevel.objects.filter(pk__in=ids).order_by("pk").select_for_update())
        gone = dict(rows.values_list("stock_id").annotate(units=Sum("quantity")).order_by())
        for level in levels:
            units = -gone.get(level.pk, 0)
            if units <= 0:
                continue
            level.on_hand += units
            level.save(update_fields=["on_hand"])
            StockMovement.objects.create(
                stock=level, kind=MovementKind.RETURNED, quantity=units, reference=reference, actor=actor, reason=reason
            )
        products = StockLevel.objects.filter(pk__in=ids).values_list("variant__product_id", flat=True)
        summaries.refresh(sorted(set(products)))


def _undo_allocation(reference: str, kind: str, actor: str, reason: str, *, leaves_house: bool) -> None:
    with transaction.atomic():
        rows = StockMovement.objects.filter(reference=reference)
        ids = sorted(set(rows.values_list("stock_id", flat=True)))
        levels = list(StockLevel.objects.filter(pk__in=ids).order_by("pk").select_for_update())
        net = dict(rows.values_list("stock_id").annotate(units=Sum("allocation")).order_by())
        for level in levels:
            units = net.get(level.pk, 0)
            if units <= 0:
                continue
            level.allocated -= units
            level.on_hand -= units if leaves_house else 0
            try:
                level.save(update_fields=["allocated", "on_hand"])
            except IntegrityError as error:
                raise NotEnoughStock(_("The stock row does not hold what the order says.")) from error
            StockMovement.objects.create(
                stock=level, kind=kind, quantity=-units if leaves_house else 0, allocation=-units,
                reference=reference, actor=actor, reason=reason,
            )  # fmt: skip
        products = StockLevel.objects.filter(pk__in=ids).values_list("variant__product_id", flat=True)
        summaries.refresh(sorted(set(products)))
