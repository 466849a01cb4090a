from collections.abc import Callable
from typing import Any

import pytest

from catalog.domain import categories, products
from catalog.models import Picture, Product, StockLevel, StockMovement, Variant
from commerce.jobs.models import Job
from tests.catalog.searching import found
from vendors.sellers.models import Seller

Load = Callable[..., Any]
Row = Callable[..., dict[str, str]]


def test_a_product_with_everything(load: Load, excerpt: str) -> None:
    assert load(excerpt).counts == (3, 0, 0, 0)
    tee = Product.objects.get(slug="tee")
    assert (tee.title, tee.brand, tee.product_type, tee.status) == ("Palm tee", "Loom", "Shirts", "active")
    assert tee.description == '<p>Soft, "light"\ncotton</p>'
    assert (tee.tags, tee.option_names, tee.seo_title) == (["summer", "cotton"], ["Size", "Colour"], "=Tee")
    assert (tee.price_from_minor, tee.price_to_minor, tee.compare_at_minor) == (150000, 170000, 200050)
    assert tee.published_at is not None
    assert "Palm tee" in found("palm cotton")


def test_variants_on_several_lines(load: Load, excerpt: str) -> None:
    load(excerpt)
    rows = Variant.objects.filter(product__slug="tee").values_list(
        "option_values", "sku", "price_minor", "compare_at_minor", "weight_grams", "barcode", "tracks_stock"
    )
    assert list(rows) == [
        (["S", "Red"], "T-S-R", 150000, 200050, 180, "0001", True),
        (["M", "Red"], "T-M-R", 150000, None, 180, "", True),
        (["L", "Red"], "T-L-R", 170000, None, 180, "", False),
    ]


def test_stock_comes_as_movements(load: Load, excerpt: str) -> None:
    run = load(excerpt).run
    levels = StockLevel.objects.values_list("variant__sku", "on_hand", "location__name")
    assert set(levels) == {("T-S-R", 3, "Stall"), ("T-M-R", 0, "Stall"), ("", 2, "Stall")}
    moved = StockMovement.objects.values_list("kind", "quantity", "reason", "actor").order_by("quantity")
    reason = f"import {run.public_id}"
    assert list(moved) == [("imported", 2, reason, "test"), ("imported", 3, reason, "test")]


def test_pictures_wait_to_be_fetched(load: Load, excerpt: str) -> None:
    load(excerpt)
    rows = Picture.objects.filter(product__slug="tee").values_list("position", "alt", "state", "source_url")
    address = "https://pictures.example/"
    assert list(rows) == [
        (1, "Front", "pending", address + "1.jpg"),
        (2, "", "pending", address + "2.jpg"),
        (3, "", "pending", address + "3.jpg"),
        (7, "Back", "pending", address + "4.jpg"),
    ]
    assert Product.objects.get(slug="tee").lead_picture.position == 1
    assert Variant.objects.get(sku="T-S-R").picture.position == 2
    assert Job.objects.filter(kind="catalog.fetch_pictures").count() == 1


def test_drafts_and_things_without_a_parcel(load: Load, excerpt: str) -> None:
    load(excerpt)
    lesson = Product.objects.get(slug="lesson")
    variant = lesson.variants.get()
    assert (lesson.status, lesson.published_at, lesson.option_names) == ("draft", None, [])
    assert (variant.requires_shipping, variant.taxable, variant.tracks_stock, variant.price_minor) == (
        False, False, False, 0,
    )  # fmt: skip


def test_a_handle_that_is_no_address_gets_one(load: Load, excerpt: str) -> None:
    load(excerpt)
    product = Product.objects.get(title="কুর্তি")
    assert (product.slug, product.source["handle"], product.tags) == ("test-stall", "জামা", ["উৎসব"])


def test_a_handle_of_another_sellers_product(load: Load, row: Row) -> None:
    other = Seller.objects.create(name="Other", slug="other", country="GY", town="Linden")
    load([row()])
    load([row()], seller=other)
    assert list(Product.objects.order_by("pk").values_list("slug", "seller__slug", "source__handle")) == [
        ("mug", "test-stall", "mug"),
        ("mug-other", "other", "mug"),
    ]
    assert load([row()], seller=other).counts == (0, 0, 1, 0)


def test_a_product_made_in_the_shop_goes_by_its_slug(load: Load, row: Row, seller: Seller) -> None:
    product = products.create_product(
        seller=seller, title="Mug", brand="Ours", variants=[products.NewVariant(price_minor=100)]
    )
    assert load([row(Handle="mug")]).counts == (0, 1, 0, 0)
    product.refresh_from_db()
    assert (product.title, product.brand, product.price_from_minor) == ("Enamel mug", "Ours", 90000)
    assert product.variants.count() == 1


def test_a_type_that_is_a_category_is_put_on_its_shelf(load: Load, row: Row) -> None:
    shelf = categories.create_category(name="Kitchen")
    load([row(Type="kitchen")])
    assert Product.objects.get().category == shelf


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({}, "active"),
        ({"Published": "false"}, "draft"),
        ({"Status": "archived", "Published": "true"}, "archived"),
        ({"Status": "draft", "Published": "true"}, "draft"),
        ({"Status": "active", "Published": "FALSE"}, "draft"),
        ({"Gift Card": "true"}, "draft"),
    ],
)
def test_what_is_on_sale(load: Load, row: Row, cells: dict[str, str], status: str) -> None:
    load([row(**cells)])
    assert Product.objects.get().status == status


def test_prices_in_another_currency(load: Load, row: Row) -> None:
    load([row(**{"Variant Price": "1500"})], currency="JPY")
    product = Product.objects.get()
    assert (product.currency, product.price_from_minor, product.variants.get().currency) == ("JPY", 1500, "JPY")
