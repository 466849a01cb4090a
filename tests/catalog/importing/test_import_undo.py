from collections.abc import Callable
from typing import Any

import pytest

from catalog.domain.importing.undoing import LaterImport, undo
from catalog.models import ImportRun, Picture, Product, SlugHistory, StockLevel, StockMovement, Variant
from commerce.kernel.errors import Conflict, NotFound
from tests.factories.shop import make_order, make_seller

Load = Callable[..., Any]
Row = Callable[..., dict[str, str]]
SHIRTS = [
    {"Option1 Name": "Size", "Option1 Value": "S", "Variant SKU": "S1", "Image Src": "https://pictures.example/1.jpg"},
    {"Title": "", "Option1 Value": "M", "Variant SKU": "M1", "Image Src": "https://pictures.example/2.jpg",
     "Variant Image": "https://pictures.example/2.jpg"},
]  # fmt: skip
STOCK = {"Variant Inventory Tracker": "shopify", "Variant Inventory Qty": "5"}
KEPT_CURRENT = {"updated_at", "cache_version"}


def state() -> dict[str, Any]:
    """Everything but the clock and the counter of changes."""
    return {
        model.__name__: [
            {name: value for name, value in values.items() if name not in KEPT_CURRENT}
            for values in model.objects.order_by("pk").values()
        ]
        for model in (Product, Variant, Picture, StockLevel, SlugHistory)
    }


def test_what_an_import_made_is_gone(load: Load, excerpt: str) -> None:
    done = undo(public_id=load(excerpt).run.public_id, actor="test")
    assert (done.removed, done.archived, done.restored) == (3, 0, 0)
    assert [len(rows) for rows in state().values()] == [0, 0, 0, 0, 0]
    assert ImportRun.objects.get().state == "undone"


def test_what_an_import_changed_is_exactly_as_before(load: Load, row: Row) -> None:
    load([row(**SHIRTS[0], **STOCK, Vendor="Kiln"), row(**SHIRTS[1], **STOCK), row(Handle="pot")])
    before = state()
    changed = [
        row(**SHIRTS[0] | STOCK | {"Variant Inventory Qty": "9", "Variant Price": "1", "Title": "New", "Tags": "x"}),
        row(**{"Title": "", "Option1 Value": "XL", "Image Src": "https://pictures.example/3.jpg"}),
        row(Handle="pot"),
        row(Handle="new"),
    ]
    run = load(changed).run
    assert (run.created, run.changed, run.unchanged) == (1, 1, 1)
    assert state() != before
    done = undo(public_id=run.public_id, actor="test")
    assert (done.removed, done.restored) == (1, 1)
    after = state()
    pictures = {model: [row | {"id": 0, "created_at": 0} for row in rows] for model, rows in
                (("Picture", before.pop("Picture")),)}  # fmt: skip
    assert [row | {"id": 0, "created_at": 0} for row in after.pop("Picture")] == pictures["Picture"]
    assert after == before


def test_the_file_can_be_imported_again_after_its_undoing(load: Load, row: Row) -> None:
    load([row()])
    run = load([row(Title="New")]).run
    undo(public_id=run.public_id, actor="test")
    assert load([row(Title="New")]).counts == (0, 1, 0, 0)
    assert load([row(Title="New")]).counts == (0, 0, 1, 0)


def test_units_sold_since_stay_sold(load: Load, row: Row) -> None:
    load([row(**STOCK)])
    run = load([row(**STOCK | {"Variant Inventory Qty": "9"})]).run
    StockLevel.objects.update(on_hand=7, allocated=4)
    undo(public_id=run.public_id, actor="test")
    level = StockLevel.objects.get()
    assert (level.on_hand, level.available) == (4, 0)
    assert StockMovement.objects.order_by("-pk").values_list("quantity", "kind").first() == (-3, "imported")


def test_a_product_with_units_promised_is_archived(load: Load, row: Row) -> None:
    run = load([row(**STOCK), row(Handle="pot")]).run
    StockLevel.objects.update(allocated=1)
    done = undo(public_id=run.public_id, actor="test")
    assert (done.removed, done.archived) == (1, 1)
    product = Product.objects.get()
    assert (product.slug, product.status, product.variants.count()) == ("mug", "archived", 1)
    assert StockLevel.objects.get().on_hand == 1


def test_a_product_that_an_order_tells_of_is_archived(load: Load, row: Row) -> None:
    run = load([row(), row(Handle="pot")], seller=make_seller()).run
    order = make_order((Variant.objects.get(product__slug="mug"), 2))
    done = undo(public_id=run.public_id, actor="test")
    assert (done.removed, done.archived) == (1, 1)
    assert order.lines.get().variant.product.status == "archived"


def test_a_variant_that_an_order_tells_of_is_taken_off_sale(load: Load, row: Row) -> None:
    seller = make_seller()
    small, large = row(**SHIRTS[0]), row(**SHIRTS[1])
    load([small], seller=seller)
    run = load([small, large], seller=seller).run
    make_order((Variant.objects.get(sku="M1"), 1))
    undo(public_id=run.public_id, actor="test")
    assert dict(Variant.objects.values_list("sku", "is_active")) == {"S1": True, "M1": False}


def test_an_archived_one_comes_back_with_the_same_file(load: Load, row: Row) -> None:
    run = load([row(**STOCK)]).run
    StockLevel.objects.update(allocated=1)
    undo(public_id=run.public_id, actor="test")
    assert load([row(**STOCK)]).counts == (0, 1, 0, 0)
    assert Product.objects.get().status == "active"


def test_a_later_import_is_undone_first(load: Load, row: Row) -> None:
    first = load([row()]).run
    second = load([row(Title="New")]).run
    with pytest.raises(LaterImport, match=second.public_id):
        undo(public_id=first.public_id, actor="test")
    undo(public_id=second.public_id, actor="test")
    undo(public_id=first.public_id, actor="test")
    assert Product.objects.count() == 0


def test_nothing_is_undone_twice(load: Load, row: Row) -> None:
    run = load([row()]).run
    undo(public_id=run.public_id, actor="test")
    with pytest.raises(Conflict):
        undo(public_id=run.public_id, actor="test")
    with pytest.raises(NotFound):
        undo(public_id="imp_0", actor="test")


def test_a_picture_fetched_since_stays_fetched(load: Load, row: Row) -> None:
    load([row(**{"Image Src": "https://pictures.example/1.jpg"})])
    run = load([row(**{"Image Src": "https://pictures.example/1.jpg", "Title": "New"})]).run
    Picture.objects.update(state="ready", digest="0" * 64, webp=[320])
    undo(public_id=run.public_id, actor="test")
    assert Picture.objects.values_list("state", "webp").get() == ("ready", [320])
