"""Put the demo market into an empty shop: people, stalls, shelves, goods with stock, pictures, past orders, opinions,
pages and stories.

Rows go in by the hundred, then the catalogue's own summaries and search texts are computed, in one transaction: the
market is there as a whole or not at all. Pictures are registered as ready with the files of this package.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction

from catalog.domain import indexing, listings, summaries
from catalog.domain.categories import create_category
from catalog.domain.descriptions import clean
from catalog.models import (
    Attribute,
    Category,
    Product,
    ProductAttribute,
    StockLevel,
    StockLocation,
    StockMovement,
    Variant,
)
from catalog.models.product import ProductStatus
from catalog.models.stock import MovementKind
from vendors.sellers.models import Seller

from . import market
from .load_bank import load_bank
from .load_collections import load_collections
from .load_content import load_content
from .load_files import load_files
from .load_odd import load_odd
from .load_orders import load_orders
from .load_people import load_owners, load_shoppers, load_staff
from .load_pictures import file_pictures, ground_of, hang_pictures
from .load_questions import load_questions
from .load_rates import load_rates
from .load_reviews import load_reviews
from .load_sellers import load_sellers
from .load_wishes import load_wishes
from .load_zones import load_zones
from .naming import slug

# One loader at a time; a number of ours in PostgreSQL's advisory locks.
LOADER_LOCK = 7_402_900
CURRENCY = "GYD"
DAYS_OF_HISTORY = 120
ACTOR = "demo market"


@dataclass(frozen=True)
class Loaded:
    """How many rows a run put in; all zero when the market was there already."""

    sellers: int = 0
    categories: int = 0
    products: int = 0
    variants: int = 0
    pictures: int = 0
    orders: int = 0
    reviews: int = 0
    questions: int = 0


def load_market(*, now: datetime, password: str) -> Loaded:
    """Load people, goods, pictures and past orders; nothing when a seller of the market is there.

    `password` lets the made-up owners and shoppers sign in.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADER_LOCK])
        if Seller.objects.filter(slug__in=[seller.slug for seller in market.sellers()]).exists():
            return Loaded()
        sellers = load_sellers(opened=now - timedelta(days=DAYS_OF_HISTORY))
        load_zones(sellers)
        load_owners(sellers, password)
        load_shoppers(password)
        load_staff(password)
        load_rates()
        load_bank(CURRENCY)
        categories = _load_categories()
        products = _load_products(sellers, categories, now)
        variants = _load_variants(products)
        _load_stock(sellers, variants)
        _load_attributes(products)
        pictures = hang_pictures(products=products, variants=variants, categories=categories)
        ids = [product.pk for product in products.values()]
        listings.add_values(ids)
        summaries.refresh(ids)
        indexing.index(ids)
        _count_rows()
        file_pictures()
        load_files(products)
        load_wishes(products)
        pictures += load_content(now=now)
        orders = load_orders(now=now, variants=variants)
        load_odd(products)
        reviews = load_reviews(now=now, products=products)
        questions = load_questions(now=now, products=products)
        pictures += load_collections(products=products, categories=categories)
    return Loaded(
        len(sellers), len(categories), len(products), len(variants), pictures, orders, reviews, questions
    )  # fmt: skip


def _count_rows() -> None:
    """Let the planner see the goods: orders are placed by the shop's own functions, in this same transaction."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _load_categories() -> dict[str, Category]:
    """The tree; a shelf that the shop already has under the same address is used as it is."""
    found = {category.slug: category for category in Category.objects.all()}
    ground = 0
    for demo in market.categories():
        ground = ground_of(demo.look) if demo.look else ground
        if demo.slug not in found:
            found[demo.slug] = create_category(
                name=demo.name,
                slug=demo.slug,
                parent=found[demo.parent] if demo.parent else None,
                position=demo.position,
                description=demo.about,
                ground=ground,
            )
    return {demo.slug: found[demo.slug] for demo in market.categories()}


def _load_products(sellers: dict[str, Seller], categories: dict[str, Category], now: datetime) -> dict[str, Product]:
    """Products by slug, in a mixed order, so that the newest ones come from many stalls."""
    demos = list(market.products())
    Random("stabroek:arrivals").shuffle(demos)
    step = timedelta(days=DAYS_OF_HISTORY) / len(demos)
    rows = [
        _product(demo, sellers[demo.seller], categories[demo.category], now - step * (len(demos) - place))
        for place, demo in enumerate(demos)
    ]
    return {product.slug: product for product in Product.objects.bulk_create(rows, batch_size=200)}


def _product(demo: market.DemoProduct, seller: Seller, category: Category, at: datetime) -> Product:
    return Product(
        seller=seller,
        category=category,
        title=demo.title,
        slug=demo.slug,
        description=clean(demo.description),
        tags=list(demo.tags),
        option_names=[name for name, _ in demo.options],
        status=ProductStatus.ACTIVE,
        currency=CURRENCY,
        is_digital=demo.digital,
        is_featured=demo.featured,
        created_at=at,
        published_at=at,
        sales_count=demo.sales_count,
    )


def _load_variants(products: dict[str, Product]) -> dict[str, Variant]:
    rows = [
        Variant(
            product=products[demo.slug],
            position=position,
            option_values=[value for _, value in variant.options],
            sku=variant.sku,
            barcode=variant.barcode,
            price_minor=variant.price_minor,
            compare_at_minor=variant.compare_at_minor,
            currency=CURRENCY,
            weight_grams=variant.weight_g,
            requires_shipping=not demo.digital,
            tracks_stock=variant.stock is not None,
        )
        for demo in market.products()
        for position, variant in enumerate(demo.variants, start=1)
    ]
    return {variant.sku: variant for variant in Variant.objects.bulk_create(rows, batch_size=400)}


def _load_stock(sellers: dict[str, Seller], variants: dict[str, Variant]) -> None:
    """A place for each seller; every counted variant has a level, and a movement that says where it came from."""
    places = StockLocation.objects.bulk_create(StockLocation(seller=s, name="Stall") for s in sellers.values())
    place_of = {place.seller_id: place for place in places}
    levels = StockLevel.objects.bulk_create(
        (
            StockLevel(  # type: ignore[misc]
                variant=variants[demo.sku],
                location=place_of[variants[demo.sku].product.seller_id],
                on_hand=demo.stock,
            )
            for demo in _counted()
        ),
        batch_size=400,
    )
    StockMovement.objects.bulk_create(
        (
            StockMovement(
                stock=level, kind=MovementKind.RECEIVED, quantity=level.on_hand, reason="First stock", actor=ACTOR
            )
            for level in levels
            if level.on_hand
        ),
        batch_size=400,
    )


def _counted() -> Iterable[market.DemoVariant]:
    return (variant for demo in market.products() for variant in demo.variants if variant.stock is not None)


def _load_attributes(products: dict[str, Product]) -> None:
    names = sorted({name for demo in market.products() for name, _ in demo.attributes})
    Attribute.objects.bulk_create((Attribute(code=slug(name), name=name) for name in names), ignore_conflicts=True)
    known = {attribute.code: attribute for attribute in Attribute.objects.filter(code__in=map(slug, names))}
    ProductAttribute.objects.bulk_create(
        (
            ProductAttribute(product=products[demo.slug], attribute=known[slug(name)], text=value)
            for demo in market.products()
            for name, value in demo.attributes
        ),
        batch_size=400,
    )
