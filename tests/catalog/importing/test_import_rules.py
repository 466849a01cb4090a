import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from catalog.domain.importing.reading import FileRefused
from catalog.domain.importing.running import ImportBusy, seller_lock
from catalog.models import ImportRun, Listing, Product, Variant
from catalog.queries.cards import cards
from catalog.queries.stall_facts import stalls
from commerce.kernel.errors import Refused
from tests.catalog.searching import found
from vendors.sellers.models import Seller

Load = Callable[..., Any]
Row = Callable[..., dict[str, str]]

WRONG = [
    ("Variant Price", "-5"),
    ("Variant Price", "12,50"),
    ("Variant Price", "$12"),
    ("Variant Price", "NaN"),
    ("Variant Price", "1e3"),
    ("Variant Price", "٣"),
    ("Variant Price", "9.999"),
    ("Variant Price", "99999999999999"),
    ("Variant Compare At Price", "x"),
    ("Variant Compare At Price", "-1"),
    ("Title", ""),
    ("Title", "nul\0"),
    ("Status", "sold"),
    ("Published", "maybe"),
    ("Variant Grams", "-1"),
    ("Variant Grams", "1 kg"),
    ("Variant Inventory Qty", "1.5"),
    ("Variant Inventory Qty", "many"),
    ("Variant Inventory Qty", "99999999999"),
    ("Variant Barcode", "9" * 65),
    ("Variant SKU", "s" * 256),
    ("Vendor", "v" * 256),
    ("Tags", "t" * 256),
    ("Option1 Value", "Red"),
    ("Option2 Name", "Colour"),
    ("Option4 Value", "x"),
    ("Image Src", "ftp://pictures.example/1.jpg"),
    ("Image Src", "javascript:alert(1)"),
    ("Variant Image", "/etc/passwd"),
    ("Image Position", "first"),
    ("Body (HTML)", "x" * 1_000_001),
    ("Body (HTML)", "জ" * 333_334),
]


@pytest.mark.parametrize(("column", "text"), WRONG, ids=[f"{c}={t[:12]!r}" for c, t in WRONG])
def test_a_wrong_cell_keeps_its_product_out_and_no_other(load: Load, row: Row, column: str, text: str) -> None:
    done = load([row(Handle="good"), row(**{column: text}), row(Handle="also-good")])
    assert done.counts == (2, 0, 0, 1)
    assert (3, False) in {(fault.row, fault.is_warning) for fault in done.faults}
    assert {fault.handle for fault in done.faults} == {"mug"}
    assert set(Product.objects.values_list("slug", flat=True)) == {"good", "also-good"}


@pytest.mark.parametrize(
    ("column", "text", "column_told"),
    [("Variant Price", "-5", "Variant Price"), ("Title", "", "Title"), ("Option4 Value", "x", "Option4 Value")],
)
def test_the_fault_names_row_column_and_reason(load: Load, row: Row, column: str, text: str, column_told: str) -> None:
    fault = load([row(**{column: text})]).faults[0]
    assert (fault.row, fault.handle, fault.column, fault.is_warning) == (2, "mug", column_told, False)
    assert len(fault.reason) > 10


def test_a_wrong_variant_keeps_the_whole_product_out(load: Load, row: Row) -> None:
    """Never half a product."""
    lines = [
        row(**{"Option1 Name": "Size", "Option1 Value": "S"}),
        row(**{"Title": "", "Option1 Value": "M", "Variant Price": "oops"}),
        row(**{"Title": "", "Option1 Value": "L"}),
    ]
    done = load(lines)
    assert (done.counts, done.told) == ((0, 0, 0, 1), [(3, "Variant Price", False)])
    assert Variant.objects.count() == 0


def test_every_fault_of_a_product_is_told_at_once(load: Load, row: Row) -> None:
    done = load([row(**{"Title": "", "Variant Price": "x", "Variant Grams": "y"})])
    assert {column for _row, column, _kind in done.told} == {"Title", "Variant Price", "Variant Grams"}


@pytest.mark.parametrize(
    "lines",
    [
        [("Size", "S", "9"), ("", "S", "8")],
        [("Size", "S", "9"), ("", "", "8")],
        [("", "", "9"), ("", "", "8")],
        [("", "Red", "9"), ("", "Blue", "8")],
    ],
    ids=["same", "missing", "none", "unnamed"],
)
def test_variants_must_differ_by_named_options(load: Load, row: Row, lines: list[tuple[str, str, str]]) -> None:
    rows = [row(**{"Option1 Name": n, "Option1 Value": v, "Variant Price": p}) for n, v, p in lines]
    done = load(rows)
    assert done.counts == (0, 0, 0, 1)
    assert "Option1 Value" in {fault.column for fault in done.faults}


def test_a_repeated_sku_is_told_and_taken(load: Load, row: Row) -> None:
    done = load([row(**{"Variant SKU": "K1"}), row(**{"Handle": "two", "Variant SKU": "K1"})])
    assert (done.counts, done.told) == ((2, 0, 0, 0), [(3, "Variant SKU", True)])


def test_lines_of_a_handle_must_follow_each_other(load: Load, row: Row) -> None:
    size = {"Option1 Name": "Size"}
    done = load([row(**size, **{"Option1 Value": "S"}), row(Handle="two"), row(**{"Title": "", "Option1 Value": "M"})])
    assert done.counts == (1, 0, 0, 2)
    assert Product.objects.get().slug == "two"


def test_a_line_without_handle_is_nobodys(load: Load, row: Row) -> None:
    done = load([row(), row(Handle=""), row(Handle="")])
    assert (done.counts, [f.column for f in done.faults]) == ((1, 0, 0, 2), ["Handle", "Handle"])


def test_a_long_title_is_shortened_and_told(load: Load, row: Row) -> None:
    done = load([row(Title="word " * 60)])
    title = Product.objects.get().title
    assert (done.counts, done.told) == ((1, 0, 0, 0), [(2, "Title", True)])
    assert (len(title) <= 255, title[-5:]) == (True, "word…")


def test_less_than_no_stock_is_none(load: Load, row: Row) -> None:
    done = load([row(**{"Variant Inventory Tracker": "shopify", "Variant Inventory Qty": "-3"})])
    assert (done.told, Product.objects.get().available) == ([(2, "Variant Inventory Qty", True)], 0)


def test_a_line_with_too_many_cells_is_refused(load: Load) -> None:
    done = load("Handle,Title,Variant Price\nmug,Mug,9,extra\npot,Pot,8\n")
    assert (done.counts, done.told) == ((1, 0, 0, 1), [(2, "", False)])


def test_bytes_that_are_no_utf8_keep_only_their_product_out(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes(b"\xef\xbb\xbfHandle,Title,Variant Price\ncaf\xc3\xa9,Caf\xc3\xa9,9\nnino,Ni\xf1o,8\n")
    done = load(path)
    assert (done.counts, done.told) == ((1, 0, 0, 1), [(3, "Title", False)])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Title;Handle;Variant Price\n",
        b"Handle,Title,Variant Price,Title\n",
        "Handle,Title,Variant Price\n".encode("utf-16"),
        b'Handle,Title,Variant Price\nmug,"Mug,9\n' + b"x" * 5_000_000,
        gzip.compress(b"Handle,Title,Variant Price\nmug,Mug,9\n" * 99)[:-20],
        b"\x1f\x8bnot gzip at all",
    ],
    ids=["empty", "semicolons", "twice", "utf-16", "open quote", "cut gzip", "no gzip"],
)
def test_a_file_that_is_none_is_refused_whole(load: Load, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "products.csv"
    path.write_bytes(content)
    with pytest.raises(FileRefused):
        load(path)
    assert (ImportRun.objects.count(), Product.objects.count()) == (0, 0)


def test_a_file_that_is_not_there(load: Load, tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        load(tmp_path / "nothing.csv")


def test_an_unknown_currency_is_refused(load: Load, row: Row) -> None:
    with pytest.raises(Refused):
        load([row()], currency="ABC")


@pytest.mark.django_db(transaction=True)
def test_one_import_of_a_seller_at_a_time(load: Load, row: Row, seller: Seller) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [7403, seller.pk])
            with pytest.raises(ImportBusy):
                load([row()])
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert load([row()]).counts == (1, 0, 0, 0)
    with seller_lock(seller):
        assert connection.is_usable()


def test_a_dry_run_says_the_same_and_keeps_nothing(load: Load, excerpt: str, seller: Seller) -> None:
    dry = load(excerpt, dry=True)
    assert (Product.objects.count(), ImportRun.objects.count(), seller.stock_locations.count()) == (0, 0, 0)
    wet = load(excerpt)
    assert (dry.counts, dry.told) == (wet.counts, wet.told)


def test_a_run_that_died_is_marked_and_the_next_goes_on(load: Load, row: Row, seller: Seller) -> None:
    died = ImportRun.objects.create(seller=seller, file_name="x", digest="")
    load([row()])
    died.refresh_from_db()
    assert died.state == "failed"


def test_what_the_database_refuses_is_told_for_its_product_alone(load: Load, row: Row, seller: Seller) -> None:
    """A guard of the database's own that no rule of ours foresaw."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE catalog_product ADD CONSTRAINT no_pots CHECK (title <> 'Pot')")
    done = load([row(), row(Handle="pot", Title="Pot"), row(Handle="pan")])
    assert done.counts == (2, 0, 0, 1)
    assert [(fault.row, fault.handle) for fault in done.faults] == [(3, "pot")]
    assert set(Product.objects.values_list("slug", flat=True)) == {"mug", "pan"}


@pytest.mark.parametrize("price", ["", "  "])
def test_a_product_without_a_price_is_taken_told_and_not_for_sale(load: Load, row: Row, price: str) -> None:
    done = load([row(**{"Title": "Tin lantern", "Variant Price": price})])
    assert (done.counts, done.told) == ((1, 0, 0, 0), [(2, "Variant Price", True)])
    variant = Variant.objects.get()
    assert (variant.awaits_price, variant.is_active) == (True, False)
    assert found("lantern") == ["Tin lantern"]
    card = cards(Listing.objects.values_list("pk", flat=True), stalls(), now=timezone.now())[0]
    assert (card.price, card.variant_id, card.truth.text) == (None, "", "Ask the stall for the price")


def test_the_price_that_a_later_file_brings_puts_it_on_sale(load: Load, row: Row) -> None:
    load([row(**{"Variant Price": ""})])
    load([row(**{"Variant Price": "9"})])
    variant = Variant.objects.get()
    assert (variant.awaits_price, variant.is_active, Listing.objects.get().price_minor) == (False, True, 900)


def test_a_price_that_is_taken_out_of_the_file_is_told(load: Load, row: Row) -> None:
    load([row(**{"Variant Price": "9"})])
    done = load([row(**{"Variant Price": ""})])
    assert done.told == [(2, "Variant Price", True)]
    assert Variant.objects.get().awaits_price
