from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.domain import media, products, stock
from catalog.models import ImportChange, Picture, Product, StockLevel, StockMovement, Variant
from tests.catalog.searching import found

Load = Callable[..., Any]
Row = Callable[..., dict[str, str]]


def counted(row: Row, quantity: str, **cells: str) -> dict[str, str]:
    return row(**{"Variant Inventory Tracker": "shopify", "Variant Inventory Qty": quantity} | cells)


def state() -> list[Any]:
    models = (Product, Variant, Picture, StockLevel, StockMovement)
    return [sorted(model.objects.values_list(), key=repr) for model in models]


def test_the_same_file_again_changes_nothing(load: Load, excerpt: str) -> None:
    load(excerpt)
    before = state()
    again = load(excerpt)
    assert (again.counts, state()) == ((0, 0, 3, 0), before)
    assert again.run.changes.count() == 0


def test_another_order_of_columns_and_blanks_is_the_same_content(load: Load) -> None:
    load("Handle,Title,Variant Price,Vendor\nmug,Mug,9,\n")
    assert load("Vendor,Variant Price,Title,Handle\n,9 ,Mug,mug\n").counts == (0, 0, 1, 0)


def test_only_what_differs_is_changed(load: Load, row: Row) -> None:
    load([row(), row(Handle="pot")])
    done = load([row(Title="Tin mug"), row(Handle="pot")])
    assert done.counts == (0, 1, 1, 0)
    assert [(c.product.slug, c.before["product"]["title"]) for c in done.run.changes.all()] == [("mug", "Enamel mug")]


def test_a_column_that_the_file_lacks_leaves_its_field(load: Load, row: Row) -> None:
    full = {"Vendor": "Kiln", "Tags": "tin", "Body (HTML)": "<p>Blue</p>", "Variant SKU": "M1", "Cost per item": "3"}
    load([counted(row, "5", **full, **{"Image Src": "https://pictures.example/1.jpg", "Status": "draft"})])
    load([row(**{"Variant Price": "950"})])
    product = Product.objects.get()
    variant = product.variants.get()
    assert (product.brand, product.tags, product.description, product.status) == (
        "Kiln",
        ["tin"],
        "<p>Blue</p>",
        "draft",
    )
    assert (variant.sku, variant.price_minor, variant.tracks_stock) == ("M1", 95000, True)
    assert (product.pictures.count(), StockLevel.objects.get().on_hand) == (1, 5)
    assert variant.source["cells"]["Cost per item"] == ["", "3"]


def test_an_empty_cell_empties_its_field(load: Load, row: Row) -> None:
    load([row(Vendor="Kiln", Tags="tin")])
    load([row(Vendor="", Tags="")])
    assert Product.objects.values_list("brand", "tags").get() == ("", [])


def test_a_variant_that_is_gone_is_taken_off_sale_and_comes_back(load: Load, row: Row) -> None:
    small = row(**{"Option1 Name": "Size", "Option1 Value": "S"})
    large = row(**{"Title": "", "Option1 Value": "L"})
    load([small, large])
    ids = set(Variant.objects.values_list("pk", flat=True))
    load([small])
    assert dict(Variant.objects.values_list("option_values__0", "is_active")) == {"S": True, "L": False}
    load([small, large])
    assert set(Variant.objects.filter(is_active=True).values_list("pk", flat=True)) == ids


def test_units_sold_since_are_not_brought_back(load: Load, row: Row) -> None:
    load([counted(row, "5")])
    StockLevel.objects.update(on_hand=3)
    load([counted(row, "5", Title="Tin mug")])
    assert StockLevel.objects.get().on_hand == 3


def test_a_new_number_in_the_file_is_a_movement(load: Load, row: Row) -> None:
    load([counted(row, "5")])
    load([counted(row, "8")])
    assert list(StockMovement.objects.order_by("pk").values_list("quantity", flat=True)) == [5, 3]
    assert Product.objects.get().available == 8


def test_stock_never_falls_below_what_is_promised(load: Load, row: Row) -> None:
    load([counted(row, "9")])
    StockLevel.objects.update(held=2, allocated=3)
    done = load([counted(row, "1")])
    level = StockLevel.objects.get()
    assert (level.on_hand, level.available, done.told) == (5, 0, [(2, "Variant Inventory Qty", True)])
    assert Product.objects.get().available == 0


def test_stock_in_several_places_adds_up(load: Load, row: Row) -> None:
    load([counted(row, "5")])
    level = StockLevel.objects.get()
    other = level.location.seller.stock_locations.create(name="Store room")
    StockLevel.objects.create(variant=level.variant, location=other, on_hand=4)
    load([counted(row, "12")])
    assert sorted(StockLevel.objects.values_list("on_hand", flat=True)) == [4, 8]


def test_pictures_follow_the_file_and_uploads_stay(load: Load, row: Row) -> None:
    address = "https://pictures.example/"
    first = {"Image Src": address + "1.jpg", "Image Alt Text": "Old"}
    load([row(**first), row(**{"Title": "", "Variant Price": "", "Image Src": address + "2.jpg"})])
    product = Product.objects.get()
    uploaded = Picture.objects.create(product=product, state="ready", webp=[320], digest="0" * 64, position=9)
    kept = product.pictures.get(source_url=address + "1.jpg")
    Picture.objects.filter(pk=kept.pk).update(state="ready", webp=[320])
    load([row(**first | {"Image Alt Text": "New"})])
    assert set(product.pictures.values_list("pk", "alt", "state")) == {
        (kept.pk, "New", "ready"),
        (uploaded.pk, "", "ready"),
    }


def test_a_hand_edit_holds_while_the_file_says_the_same(load: Load, row: Row) -> None:
    load([row()])
    products.update_product(product=Product.objects.get(), title="Camp mug")
    assert load([row()]).counts == (0, 0, 1, 0)
    assert Product.objects.get().title == "Camp mug"


def test_an_update_is_searchable_and_counted(load: Load, row: Row) -> None:
    load([counted(row, "5")])
    version = Product.objects.get().cache_version
    load([counted(row, "6", Title="Tin hammock")])
    product = Product.objects.get()
    assert (found("hammock"), found("enamel")) == (["Tin hammock"], [])
    assert (product.available, product.cache_version) == (6, version + 1)


@pytest.mark.parametrize("products_in_file", [1, 40])
def test_the_number_of_statements_does_not_grow(load: Load, row: Row, products_in_file: int) -> None:
    load([counted(row, "5", Handle=f"h{n}") for n in range(products_in_file)])
    with CaptureQueriesContext(connection) as queries:
        load([counted(row, "6", Handle=f"h{n}", Title="New") for n in range(products_in_file)])
    assert len(queries) <= 45


def test_nothing_is_fetched_while_importing(load: Load, row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "stored", lambda _content: pytest.fail("an import fetched a picture"))
    load([row(**{"Image Src": "https://pictures.example/1.jpg"})])
    assert ImportChange.objects.count() == 1


def test_an_import_and_a_stock_change_do_not_lose_each_other(load: Load, row: Row) -> None:
    load([counted(row, "5")])
    variant = Variant.objects.get()
    stock.adjust(variant_id=variant.pk, quantity=2, kind="received", reason="delivery", actor="test")
    load([counted(row, "6")])
    assert StockLevel.objects.get().on_hand == 6
    assert sum(StockMovement.objects.values_list("quantity", flat=True)) == 6
