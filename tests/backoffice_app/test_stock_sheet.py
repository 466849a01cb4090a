"""A sheet of stock changes is looked at line by line and applied as a whole or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from catalog.domain import stock_sheet
from catalog.models import StockLevel, StockMovement
from commerce.kernel.errors import Refused
from tests.factories import shop

pytestmark = pytest.mark.django_db
PAGE = "/staff/catalog/stocklevel/sheet/"


def upload(client: Client, text: str):
    return client.post(PAGE, {"file": SimpleUploadedFile("stock.csv", text.encode())})


def on_hand() -> list[int]:
    return list(StockLevel.objects.order_by("pk").values_list("on_hand", flat=True))


def test_looked_at_then_applied(staff: Client, staff_user) -> None:
    shop.make_variant(units=4, sku="MUG")
    shop.make_variant(units=9, sku="POT")
    seen = upload(staff, "SKU,Change,Reason\nMUG,6,delivery\nPOT,-2,two broken\n")
    assert [(row.sku, row.change, row.problem) for row in seen.context["rows"]] == [("MUG", 6, ""), ("POT", -2, "")]
    assert on_hand() == [4, 9]
    staff.post(PAGE, {"text": seen.context["text"], "apply": "1"})
    assert on_hand() == [10, 7]
    last = StockMovement.objects.latest("pk")
    assert (last.quantity, last.reason, last.actor) == (-2, "two broken", f"staff:{staff_user.public_id}")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("NONE,1,x", "There is no variant with this SKU."),
        ("TWICE,1,x", "Several variants have this SKU."),
        ("MUG,many,x", "“many” is not a whole number."),
        ("MUG,0,x", "The change must be between 1 and a million, up or down."),
        ("MUG,1,", "Say why the stock changes."),
    ],
)
def test_wrong_line_is_told(line: str, problem: str) -> None:
    for sku in ("MUG", "TWICE", "TWICE"):
        shop.make_variant(sku=sku)
    assert [row.problem for row in stock_sheet.read(f"sku,change,reason\n{line}\n")] == [problem]


def test_one_wrong_line_stops_all(staff: Client) -> None:
    shop.make_variant(units=4, sku="MUG")
    answer = staff.post(PAGE, {"text": "sku,change,reason\nMUG,1,x\nNONE,1,x\n", "apply": "1"})
    assert answer.status_code == 422
    assert on_hand() == [4]


def test_a_line_that_takes_too_many_undoes_the_ones_before() -> None:
    shop.make_variant(units=4, sku="MUG")
    shop.make_variant(units=4, sku="POT")
    rows = stock_sheet.read("sku,change,reason\nMUG,5,x\nPOT,-9,x\n")
    with pytest.raises(Refused, match="Line 3: That many are not free"):
        stock_sheet.apply(rows=rows, actor="staff:test")
    assert on_hand() == [4, 4]


@pytest.mark.parametrize("text", ["", "title,price\nMug,3\n", "\x00\x01"])
def test_what_is_no_such_sheet(staff: Client, text: str) -> None:
    assert upload(staff, text).status_code == 422


def test_page_is_reached_from_the_list(staff: Client) -> None:
    page = staff.get(reverse("admin:catalog_stocklevel_changelist")).content.decode()
    assert f'href="{PAGE}"' in page
