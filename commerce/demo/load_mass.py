"""A large made-up catalogue, put in past the catalogue's verbs: for measuring, not for selling."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count, islice
from typing import Any

from django.db import connection, transaction
from django.db.models import JSONField, Model
from psycopg.types.json import Jsonb

from catalog.domain import indexing, listings
from catalog.domain.categories import create_category
from catalog.models import (
    Attribute,
    Category,
    Listing,
    Product,
    ProductAttribute,
    StockLevel,
    StockLocation,
    Variant,
)
from catalog.models.product import ProductStatus
from vendors.sellers.models import Seller
from vendors.sellers.models.seller import SellerState

from .mass import SHELVES, Good, Maker
from .naming import slug

STALLS = 40
BATCH = 20_000
DETAILS = ("colour", "material")
CURRENCY = "GYD"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Market:
    """Where the goods go: whose they are, where they lie, on which shelf, with which details."""

    sellers: list[Seller]
    places: dict[int, StockLocation]
    shelves: dict[str, Category]
    details: list[Attribute]
    seed: str
    now: datetime


def load_mass(number: int, *, seed: str, now: datetime, say: Say) -> None:
    """Add so many made-up products with stalls, shelves, stock and details, listed and searchable."""
    sellers = _stalls()
    places = {s.pk: StockLocation.objects.get_or_create(seller=s, name="Stall")[0] for s in sellers}
    details = [Attribute.objects.get_or_create(code=code, defaults={"name": code.title()})[0] for code in DETAILS]
    market = Market(sellers, places, _shelves(), details, seed, now)
    with _without_indexes(Listing):
        goods, done = Maker(seed).goods(number), 0
        while batch := list(islice(goods, BATCH)):
            _put(batch, market)
            done += len(batch)
            say(f"{done:,} products")
        say("Indexing")
        indexing.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def _without_indexes(model: type[Model]) -> Iterator[None]:
    """Indexes are built at the end: at once that takes a fraction of the time."""
    with connection.schema_editor() as editor:
        for index in model._meta.indexes:
            editor.remove_index(model, index)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            for index in model._meta.indexes:
                editor.add_index(model, index)


@transaction.atomic
def _put(batch: list[Good], market: Market) -> None:
    products = list(_products(batch, market))
    variants = list(_variants(batch, products))
    _copy(products)
    _copy(variants)
    _copy(_levels(batch, variants, market.places))
    _copy(_details(batch, products, market.details))
    ids = [product.pk for product in products]
    listings.add_values(ids)
    listings.project(ids)


def _stalls() -> list[Seller]:
    return [
        Seller.objects.get_or_create(
            slug=f"mass-stall-{place}",
            defaults={
                "name": f"Mass stall {place}",
                "state": SellerState.APPROVED,
                "country": "GY",
                "town": "Georgetown",
                "stall_colour": 1 + place % 8,
                "dispatch_days": place % 5,
            },
        )[0]
        for place in range(1, STALLS + 1)
    ]


def _shelves() -> dict[str, Category]:
    known = {category.slug: category for category in Category.objects.all()}
    return {name: known.get(slug(name)) or create_category(name=name, slug=slug(name)) for name in SHELVES}


def _products(batch: list[Good], market: Market) -> Iterator[Product]:
    first = _next(Product, len(batch))
    for key, good in enumerate(batch, start=first):
        yield Product(
            pk=key,
            seller=market.sellers[key % len(market.sellers)],
            category=market.shelves[good.shelf],
            title=good.title,
            slug=slug(f"{good.title} {market.seed} {key}"),
            brand=good.brand,
            status=ProductStatus.ACTIVE,
            currency=CURRENCY,
            created_at=market.now,
            updated_at=market.now,
            published_at=market.now,
            price_from_minor=good.minor,
            price_to_minor=good.minor,
            available=good.stock,
            sales_count=good.sold,
            rating_sum=good.stars * good.reviews,
            review_count=good.reviews,
        )


def _variants(batch: list[Good], products: list[Product]) -> Iterator[Variant]:
    keys = count(_next(Variant, len(batch)))
    for key, good, product in zip(keys, batch, products, strict=False):
        variant = Variant(pk=key, product=product, sku=good.sku, price_minor=good.minor, currency=CURRENCY)
        product.only_variant = variant.public_id
        yield variant


def _levels(batch: list[Good], variants: list[Variant], places: dict[int, StockLocation]) -> Iterator[StockLevel]:
    for good, variant in zip(batch, variants, strict=True):
        yield StockLevel(variant=variant, location=places[variant.product.seller_id], on_hand=good.stock)


def _details(batch: list[Good], products: list[Product], details: list[Attribute]) -> Iterator[ProductAttribute]:
    for good, product in zip(batch, products, strict=True):
        for attribute, text in zip(details, (good.colour, good.material), strict=True):
            yield ProductAttribute(product=product, attribute=attribute, text=text)


def _next(model: type[Model], number: int) -> int:
    """The first of so many ids in a row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(%s, nextval(%s) + %s)", [name := _sequence(model), name, number])
        return int(cursor.fetchone()[0]) - number


def _sequence(model: type[Model]) -> str:
    return f"{model._meta.db_table}_id_seq"


def _copy(rows: Iterable[Model]) -> None:
    """Rows by COPY: in a tenth of the time of INSERT."""
    rest = iter(rows)
    one = next(rest, None)
    if one is None:
        return
    fields = [f for f in one._meta.concrete_fields if not (f.primary_key and one.pk is None)]
    names = ", ".join(f'"{f.column}"' for f in fields)
    with connection.cursor() as cursor, cursor.copy(f"COPY {one._meta.db_table} ({names}) FROM STDIN") as copy:
        for row in chain([one], rest):
            copy.write_row([_value(f, row) for f in fields])


def _value(field: Any, row: Model) -> Any:
    value = getattr(row, field.attname)
    return Jsonb(value) if isinstance(field, JSONField) else value
