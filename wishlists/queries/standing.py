"""How a wished thing stands today: what it costs, whether it can be had."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, BooleanField, Case, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from catalog.models import Product, StockLevel, Variant
from catalog.models.product import ProductStatus
from vendors.sellers.models.seller import SellerState

from ..models import Wish

FREE = (
    StockLevel.objects.filter(variant=OuterRef("variant"))
    .order_by()
    .values("variant")
    .annotate(free=Sum(F("on_hand") - F("held") - F("allocated")))
    .values("free")
)
SOLD = Q(product__status=ProductStatus.ACTIVE, product__seller__state=SellerState.APPROVED)
WHOLE = Q(variant=None, option_text="")
# A variant that went away leaves its words; the product alone is not what was wished. Nothing is had out of season.
HAD = (
    SOLD
    & Q(product__available__gt=0)
    & (
        WHOLE
        | (Q(variant__is_active=True) & (Q(free__gt=0) | Q(variant__tracks_stock=False) | Q(product__is_digital=True)))
    )
)


@dataclass(frozen=True)
class Standing:
    """`price_minor` in the product's currency."""

    price_minor: int
    is_available: bool


def with_standing(wishes: QuerySet[Wish]) -> QuerySet[Wish]:
    """Adds `free` units of the variant, `now_minor` (NULL when it is gone) and `can_be_had`."""
    price = Case(
        When(SOLD & Q(variant__is_active=True), then=F("variant__price_minor")),
        When(SOLD & WHOLE, then=F("product__price_from_minor")),
        output_field=BigIntegerField(),
    )
    return wishes.annotate(free=Coalesce(Subquery(FREE), 0, output_field=BigIntegerField())).annotate(
        now_minor=price, can_be_had=Case(When(HAD, then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def standing_of(product: Product, variant: Variant | None) -> Standing:
    """The same of one thing that is not on a list yet."""
    if variant is None:
        return Standing(product.price_from_minor, product.available > 0)
    if product.available < 0:  # out of season
        return Standing(variant.price_minor, False)
    if product.is_digital or not variant.tracks_stock:
        return Standing(variant.price_minor, True)
    free = variant.stock.aggregate(free=Sum(F("on_hand") - F("held") - F("allocated")))["free"] or 0
    return Standing(variant.price_minor, free > 0)
