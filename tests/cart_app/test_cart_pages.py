"""The cart's pages without JavaScript."""

import re

import pytest
from django.test import Client

from catalog.models import Product
from tests.factories.shop import make_seller, make_variant

pytestmark = pytest.mark.django_db


def filled(variant, quantity: int = 2) -> Client:
    client = Client()
    client.post("/cart/items/", {"variant": variant.public_id, "quantity": quantity})
    return client


def version(client: Client) -> int:
    return client.get("/cart/state/").json()["version"]


def line(client: Client) -> str:
    return re.search(r'action="/cart/items/(cln_\w+)/"', client.get("/cart/").content.decode())[1]


def test_removing_offers_an_undo_that_puts_it_back_once_however_often_it_is_pressed():
    client = filled(make_variant())
    client.post(f"/cart/items/{line(client)}/removal/", {"version": version(client)})
    page = client.get("/cart/").content.decode()
    fields = dict(re.findall(r'type="hidden" name="(variant|quantity)" value="([^"]+)"', page))
    assert "cart/items/restored/" not in client.get("/cart/").content.decode()
    client.post("/cart/items/restored/", fields)
    client.post("/cart/items/restored/", fields)
    assert client.get("/cart/state/").json()["count"] == 2


@pytest.mark.parametrize(
    ("is_digital", "requires_shipping", "icon"),
    [(False, True, "truck"), (True, False, "download"), (False, False, "check")],
)
def test_how_it_comes_is_drawn_as_it_is(is_digital, requires_shipping, icon):
    variant = make_variant(requires_shipping=requires_shipping)
    Product.objects.filter(pk=variant.product_id).update(is_digital=is_digital)
    page = filled(variant).get("/cart/").content.decode()
    assert re.search(r'class="parcel-date"><svg.*?#([a-z-]+)"', page)[1] == icon


def test_a_stall_alone_says_its_tax_with_the_total():
    one, other = (make_variant(seller=make_seller(tax_rate_bp=1_400)) for _ in range(2))
    client = filled(one)
    assert client.get("/cart/").content.decode().count(" VAT") == 1
    client.post("/cart/items/", {"variant": other.public_id})
    assert client.get("/cart/").content.decode().count(" VAT") == 3


def test_the_buttons_of_a_page_without_scripts_step_by_one():
    client = filled(make_variant(), 2)
    client.post(f"/cart/items/{line(client)}/", {"quantity": 2, "step": 1, "version": version(client)})
    assert client.get("/cart/state/").json()["count"] == 3


def test_a_stale_page_is_told_and_loses_nothing():
    client = filled(make_variant(), 2)
    answer = client.post(f"/cart/items/{line(client)}/", {"quantity": 9, "version": 0}, follow=True)
    assert "changed in another window" in answer.content.decode()
    assert client.get("/cart/state/").json()["count"] == 2


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_adding_never_leads_elsewhere(next_page):
    answer = Client().post("/cart/items/", {"variant": make_variant().public_id, "next": next_page})
    assert answer["Location"] == "/cart/"


@pytest.mark.parametrize("tampered", [{"price": "1"}, {"unit_price": "1"}, {"seen_minor": "1"}, {"quantity": "1e9"}])
def test_a_tampered_form_changes_no_price(tampered):
    client = Client()
    client.post("/cart/items/", {"variant": make_variant(price=185_000).public_id, "quantity": "1"} | tampered)
    assert "G$1,850" in client.get("/cart/").content.decode()
