"""Products as cards on a shelf, from one statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import OuterRef, QuerySet
from django.urls import reverse

from commerce.kernel.money import Money
from vendors.sellers.models.seller import SellerState
from vendors.shipping.queries.home import days_to_home
from vendors.shipping.queries.rates import Quote, arrival

from ..models import Product
from ..models.product import ProductStatus
from .pictures import PictureView, one_width
from .truth import Truth, truth

# Pixels: 46 % of a phone at its density, 230 px of a desktop at twice; tiles and stalls show smaller ones.
CARD_WIDTH = 480
TILE_WIDTH = 320
CARD_COLUMNS = (
    "title",
    "slug",
    "currency",
    "is_digital",
    "price_from_minor",
    "price_to_minor",
    "compare_at_minor",
    "available",
    "only_variant",
    "sales_count",
    "rating_sum",
    "review_count",
    "seller__name",
    "seller__slug",
    "seller__stall_colour",
    "seller__dispatch_days",
    "lead_picture",
)


@dataclass(frozen=True)
class Stall:
    """Whose thing it is: the chip on a card."""

    name: str
    url: str
    colour: int


@dataclass(frozen=True)
class Card:
    """`variant_id` is empty when options must be chosen first or nothing is left: no quick add then."""

    slug: str
    title: str
    url: str
    price: Money
    compare_at: Money | None
    price_from: bool
    variant_id: str
    seller: Stall
    rating: Decimal | None
    rating_count: int
    truth: Truth | None
    picture: PictureView


def on_sale() -> QuerySet[Product]:
    """Products that anybody may see: active ones of approved sellers."""
    return Product.objects.filter(status=ProductStatus.ACTIVE, seller__state=SellerState.APPROVED)


def with_card_columns(products: QuerySet[Product]) -> QuerySet[Product]:
    """Adds what `cards` needs to a query of products: seller, first picture, days to the shop's own country."""
    return (
        products.select_related("seller", "lead_picture")
        .only(*CARD_COLUMNS, *(f"lead_picture__{name}" for name in PICTURE_COLUMNS))
        .annotate(home_days=days_to_home(OuterRef("seller__public_id")))
    )


PICTURE_COLUMNS = ("alt", "state", "digest", "width", "height", "webp", "avif", "ground")


def cards(products: Iterable[Product], *, now: datetime) -> list[Card]:
    """Cards of products that came from `with_card_columns`, in their order."""
    return [card(product, now=now) for product in products]


def card(product: Product, *, now: datetime) -> Card:
    was = product.compare_at_minor
    return Card(
        slug=product.slug,
        title=product.title,
        url=product.get_absolute_url(),
        price=Money(product.price_from_minor, product.currency),
        compare_at=Money(was, product.currency) if was and was > product.price_from_minor else None,
        price_from=product.price_to_minor > product.price_from_minor,
        variant_id=product.only_variant if product.available > 0 else "",
        seller=stall(product),
        rating=rating(product.rating_sum, product.review_count),
        rating_count=product.review_count,
        truth=truth(available=product.available, is_digital=product.is_digital, arrives=_arrives(product, now=now)),
        picture=one_width(product.lead_picture, CARD_WIDTH, product.title),
    )


def stall(product: Product) -> Stall:
    seller = product.seller
    return Stall(seller.name, reverse("catalog:seller", args=[seller.slug]), seller.stall_colour)


def rating(total: int, count: int) -> Decimal | None:
    """Mean of reviews to one digit; None without reviews."""
    return round(Decimal(total) / count, 1) if count else None


def _arrives(product: Product, *, now: datetime) -> date | None:
    days: int | None = product.home_days  # type: ignore[attr-defined]
    if days is None or product.is_digital:
        return None
    quote = Quote(Money.zero(product.currency), None, days, days)
    return arrival(now=now, dispatch_days=product.seller.dispatch_days, quote=quote)[1]
