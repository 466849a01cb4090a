"""Delivery on the product page, in the cart and at checkout, all for the visitor's area."""

import re

import pytest
from django.test import Client

from cart.queries.contents import contents
from commerce.kernel.money import Money
from orders.models import Order
from tests.factories.shop import any_area, make_cart, make_seller, make_variant
from vendors.shipping.domain.zones import Service, open_zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return any_area()


@pytest.fixture
def seller(area):
    """G$300 to the country, free from G$5,000; G$1,200 and G$400 a further kg to the area, at most 9 kg."""
    made = make_seller(name="Stall by Air", delivers=False)
    home = Service("Standard", 30_000, "GYD", 1, 3, free_from_minor=500_000)
    air = Service("By air", 120_000, "GYD", 2, 6, included_grams=1_000, per_kg_minor=40_000, max_grams=9_000)
    open_zone(seller_ref=made.public_id, name="Guyana", services=[home], countries=["GY"])
    open_zone(seller_ref=made.public_id, name="Far", services=[air], areas=[area], by_air=True)
    return made


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def there(area) -> Client:
    client = Client()
    client.post("/account/place/", {"country": "GY", "area": area.pk, "next": "/cart/"})
    return client


def test_the_product_page_tells_the_country_until_an_area_is_chosen(seller, area):
    page = make_variant(seller=seller, price=100_000).product.get_absolute_url()
    assert "Delivery to Guyana" in words(Client().get(page))
    assert "Free from G$5,000 at this stall" in words(Client().get(page))
    told = words(there(area).get(page))
    assert f"Delivery to {area.name}" in told
    assert "for G$1,200" in told
    assert "Free from" not in told


def test_a_stall_that_does_not_come_there_says_what_to_do(area):
    stall = make_seller(name="Home Only", email="ask@example.com")
    open_zone(seller_ref=stall.public_id, name="Never", services=[], areas=[area])
    told = words(there(area).get(make_variant(seller=stall).product.get_absolute_url()))
    assert f"This stall does not deliver to {area.name}. Choose another area, or ask the stall. Ask Home Only" in told


@pytest.mark.parametrize(("quantity", "price"), [(1, 120_000), (2, 120_000), (3, 160_000), (10, 280_000)])
def test_a_parcel_costs_by_its_weight(seller, area, quantity, price):
    cart = make_cart((make_variant(seller=seller, price=10_000, weight_grams=500), quantity))
    found = contents(cart=cart, country="GY", area_id=area.pk).groups[0].delivery
    assert found.price == Money(price, "GYD")


def test_a_piece_of_unknown_weight_counts_as_a_standard_one(seller, area):
    cart = make_cart((make_variant(seller=seller), 5))
    assert contents(cart=cart, country="GY", area_id=area.pk).delivery == Money(200_000, "GYD")


def test_the_cart_tells_what_is_missing_to_free_delivery(seller):
    client = Client()
    client.post("/cart/items/", {"variant": make_variant(seller=seller, price=150_000).public_id, "quantity": 2})
    assert "G$2,000 more from this stall and delivery is free." in words(client.get("/cart/"))
    cart = make_cart((make_variant(seller=seller, price=500_000), 1))
    found = contents(cart=cart, country="GY").groups[0].delivery
    assert (found.price, found.missing) == (Money(0, "GYD"), None)


def test_a_cart_too_heavy_for_the_area_says_so_and_is_not_ordered(seller, area):
    client = there(area)
    client.post("/cart/items/", {"variant": make_variant(seller=seller, weight_grams=9_001).public_id})
    sentence = f"This stall does not deliver so heavy a parcel to {area.name}. Order fewer at once, or ask the stall."
    assert sentence in words(client.get("/cart/"))
    assert client.get("/api/v1/cart").json()["groups"][0]["delivery"]["reachable"] is False
    typed = {"email": "a@example.com", "full_name": "A B", "phone": "600 1234", "area": area.pk, "street": "1 Road"}
    answer = client.post("/checkout/", typed | {"terms": "on", "payment": "stripe", "total": "185000"})
    assert answer.status_code == 422
    assert "Stall by Air does not deliver so heavy a parcel to that area." in words(answer)
    assert not Order.objects.exists()


def test_checkout_begins_with_the_area_and_its_total(seller, area):
    client = there(area)
    client.post("/cart/items/", {"variant": make_variant(seller=seller, price=100_000).public_id})
    page = client.get("/checkout/").content.decode()
    assert f'<option value="{area.pk}" selected>' in page
    assert 'name="total" value="220000"' in page
