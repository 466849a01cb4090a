"""Any list as CSV: its columns, its filters or its selection, and nothing that a spreadsheet would calculate."""

import csv

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from catalog.domain.categories import create_category
from catalog.models import Product
from commerce.backoffice.views.sheets import safe
from tests.factories import shop

pytestmark = pytest.mark.django_db
PRODUCTS = "/staff/sheets/catalog/product/"


def rows(answer) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_whole_filtered_list_with_plain_amounts(staff: Client) -> None:
    kept = shop.make_variant(price=185_050).product
    Product.objects.filter(pk=shop.make_variant().product_id).update(status="draft")
    found = rows(staff.get(PRODUCTS + "?status__exact=active"))
    assert [(row["Title"], row["Price from"], row["Status"], row["Stock"]) for row in found] == [
        (kept.title, "1850.50", "on sale", "10")
    ]


def test_parcels_and_names_are_plain_text(staff: Client) -> None:
    bell, thread = shop.make_seller(name="Bell & Son"), shop.make_seller(name="Thread")
    shop.make_order((shop.make_variant(seller=bell), 1), (shop.make_variant(seller=thread), 1))
    (row,) = rows(staff.get("/staff/sheets/orders/order/"))
    assert row["Parcels"] == "Bell & Son: waiting for payment; Thread: waiting for payment"
    create_category(name="Bags & belts", slug="bags")
    assert [row["Category"] for row in rows(staff.get("/staff/sheets/catalog/category/"))] == ["Bags & belts"]


def test_more_rows_than_a_page_come(staff: Client) -> None:
    for _number in range(3):
        shop.make_user()
    pages = admin.site._registry[type(shop.make_user())].list_per_page
    assert pages == 50
    assert len(rows(staff.get("/staff/sheets/accounts/user/"))) == 5


def test_selection_by_the_action(staff: Client) -> None:
    chosen, _other = shop.make_variant().product, shop.make_variant()
    form = {"action": "download", "_selected_action": [chosen.pk], "index": 0}
    answer = staff.post(reverse("admin:catalog_product_changelist"), form)
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert [row["Title"] for row in rows(answer)] == [chosen.title]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_are_told_as_text(start: str) -> None:
    assert safe(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


def test_a_title_that_is_a_formula_is_harmless(staff: Client) -> None:
    variant = shop.make_variant()
    Product.objects.filter(pk=variant.product_id).update(title='=HYPERLINK("http://x")')
    assert rows(staff.get(PRODUCTS))[0]["Title"] == '\'=HYPERLINK("http://x")'


def test_every_list_has_its_sheet(staff: Client) -> None:
    shop.make_order((shop.make_variant(), 1))
    answers = {}
    for model in admin.site._registry:
        label = model._meta.label_lower.replace(".", "/")
        answer = staff.get(f"/staff/sheets/{label}/")
        answers[label] = (answer.status_code, bool(b"".join(answer.streaming_content)))
    assert set(answers.values()) == {(200, True)}


def test_unknown_table_is_no_page(staff: Client) -> None:
    assert staff.get("/staff/sheets/accounts/nothing/").status_code == 404
