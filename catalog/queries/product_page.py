"""One product with all that its page shows, in eight statements at most."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from commerce.kernel.prepared import Prepared

from ..models import Product, SlugHistory, StockLevel, Variant
from ..models.product import ProductStatus
from . import seasons, truth
from .bulk_prices import Step, steps
from .cards import rating
from .categories import Tree
from .delivery import Delivery, delivery
from .limits import most_deliverable, why_not_deliverable
from .options import Choosing, Option, chosen_values, chosen_variant
from .pictures import PictureView, view
from .product_parts import details, pictures, with_parts
from .rules import Rule, rules_of
from .stalls import StallView, rated, stall_beside
from .taxes import Tax, tax


@dataclass(frozen=True)
class VariantView:
    """What is bought. `refusal` says why it cannot be sent as a parcel, and then it cannot be added."""

    public_id: str
    price: Money
    stock: truth.Truth
    max_quantity: int
    refusal: str
    sku: str = ""
    barcode: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Fact:
    name: str
    value: str


@dataclass(frozen=True)
class ProductView:
    """`description` is clean HTML of a few tags (see domain.descriptions). `variant` is None while choices are open,
    `price` when the stall has yet to give one. `season_over` says when it is back, empty in season."""

    public_id: str
    title: str
    url: str
    description: str
    seo_title: str
    seo_description: str
    short_description: str
    price: Money | None
    price_from: bool
    compare_at: Money | None
    rating: Decimal | None
    rating_count: int
    breadcrumb: list[dict[str, str]]
    pictures: list[PictureView]
    options: list[Option]
    variant: VariantView | None
    delivery: Delivery | None
    attributes: list[Fact]
    seller: StallView
    rules: list[Rule]
    season_over: str
    is_digital: bool = False
    variant_count: int = 0
    tax: Tax | None = None


def find(slug: str, *, drafts: bool = False) -> Product | None:
    """The product at this address, with what `product_view` reads. Archived ones are found; drafts, and goods of
    closed stalls, only when asked for. One statement."""
    return (ANY_WITH_PARTS if drafts else WITH_PARTS).first(slug=slug)


def find_plain(slug: str) -> Product | None:
    """The same product and its stall alone, for the pages beside its own. One statement."""
    return PLAIN.first(slug=slug)


def _at(slug: str, *, drafts: bool = False) -> QuerySet[Product]:
    seen = Q(seller__state="approved", status__in=[ProductStatus.ACTIVE, ProductStatus.ARCHIVED])
    return Product.objects.select_related("seller").defer("source").filter(Q(slug=slug), Q() if drafts else seen)


PLAIN: Prepared[Product] = Prepared(_at, slug=str)
WITH_PARTS: Prepared[Product] = Prepared(lambda slug: with_parts(rated(_at(slug))), slug=str)
ANY_WITH_PARTS: Prepared[Product] = Prepared(lambda slug: with_parts(rated(_at(slug, drafts=True))), slug=str)


def moved_to(slug: str) -> str | None:
    """The present address of a product that had this one before."""
    row = SlugHistory.objects.select_related("product").filter(slug=slug).first()
    return row.product.get_absolute_url() if row else None


def current_slug(slug: str) -> str | None:
    """The present slug of a product that had this one before."""
    return SlugHistory.objects.filter(slug=slug).values_list("product__slug", flat=True).first()


def variants_of(product: Product, *, now: datetime) -> list[Variant]:
    """Variants on sale, each with `left`: how many can be bought now, below zero out of season. One statement."""
    found: list[Any] = VARIANTS.ask(product_id=product.pk)
    is_over = seasons.is_over(product, now=now)
    for variant in found:
        variant.product = product
        counted = variant.tracks_stock and not product.is_digital
        variant.left = max(variant.free, 0) if counted else settings.LINE_QUANTITY_LIMIT
        variant.left = seasons.OUT_OF_SEASON if is_over else variant.left
    return found


def _variants(product_id: int) -> QuerySet[Variant]:
    levels = StockLevel.objects.filter(variant=OuterRef("pk")).order_by().values("variant")
    free = levels.annotate(free=Sum(F("on_hand") - F("held") - F("allocated"))).values("free")
    rows = Variant.objects.filter(product_id=product_id, is_active=True)
    return rows.annotate(free=Coalesce(Subquery(free), 0, output_field=BigIntegerField()))


VARIANTS: Prepared[Variant] = Prepared(_variants, product_id=int)


def product_view(
    product: Product,
    params: Mapping[str, str],
    tree: Tree,
    *,
    country: str,
    area: str,
    now: datetime,
    area_id: int | None = None,
) -> ProductView:
    """The page's values. `params` are the address's query; `area` names the place that delivery is told for."""
    variants = variants_of(product, now=now)
    names = product.option_names
    chosen = chosen_values(names, variants, params)  # type: ignore[arg-type]
    variant: Any = chosen_variant(names, variants, chosen)  # type: ignore[arg-type]
    was = variant.compare_at_minor if variant else product.compare_at_minor
    minor = variant.price_minor if variant else product.price_from_minor
    price = Money(minor, product.currency) if variants or minor else None
    return ProductView(
        public_id=product.public_id,
        title=product.title,
        url=product.get_absolute_url(),
        description=product.description,
        seo_title=product.seo_title,
        seo_description=product.seo_description,
        short_description=Truncator(" ".join(strip_tags(product.description[:2000]).split())).chars(155),
        price=price,
        price_from=variant is None and product.price_to_minor > product.price_from_minor,
        compare_at=Money(was, product.currency) if price and was and was > minor else None,
        rating=rating(product.rating_sum, product.review_count),
        rating_count=product.review_count,
        breadcrumb=_breadcrumb(product, tree),
        pictures=_pictures(product, variant),
        options=Choosing(names, variants, chosen, product.get_absolute_url()).options(),  # type: ignore[arg-type]
        variant=_variant_view(variant) if variant else None,
        delivery=delivery(
            product,
            variant or (variants[0] if variants else None),
            country=country,
            area_id=area_id,
            area=area,
            now=now,
        ),
        attributes=_facts(product, variant),
        seller=stall_beside(product),
        rules=rules_of(product),
        season_over=seasons.why_not(product, now=now),
        is_digital=product.is_digital,
        variant_count=len(variants),
        tax=tax(product, variant),
    )


def _variant_view(variant: Any) -> VariantView:
    most = min(variant.left, most_deliverable(variant))
    return VariantView(
        public_id=variant.public_id,
        price=Money(variant.price_minor, variant.currency),
        stock=truth.stock(available=variant.left, is_digital=variant.product.is_digital),
        max_quantity=max(most, 1),
        refusal=why_not_deliverable(variant, 1) or "",
        sku=variant.sku,
        barcode=variant.barcode,
        steps=tuple(steps(variant)),
    )


def _breadcrumb(product: Product, tree: Tree) -> list[dict[str, str]]:
    way = [{"name": node.name, "url": node.url} for node in tree.way_to(product.category_id)]
    return [{"name": _("Market"), "url": "/"}, *way]


def _pictures(product: Product, variant: Variant | None) -> list[PictureView]:
    """The product's pictures, the chosen variant's own one first."""
    rows = pictures(product)
    if variant is not None and variant.picture_id:
        rows.sort(key=lambda picture: picture.pk != variant.picture_id)
    return [view(picture, product.title) for picture in rows]


def _facts(product: Product, variant: Variant | None) -> list[Fact]:
    facts = [Fact(name, text) for name, text in details(product).items()]
    facts += [Fact(_("Brand"), product.brand)] if product.brand else []
    facts += [Fact(_("Weight"), weight_text(variant.weight_grams))] if variant and variant.weight_grams else []
    facts += [Fact(_("Article number"), variant.sku)] if variant and variant.sku else []
    return facts


def weight_text(grams: int) -> str:
    return f"{grams} g" if grams < 1000 else f"{Decimal(grams) / 1000:.2f}".rstrip("0").rstrip(".") + " kg"
