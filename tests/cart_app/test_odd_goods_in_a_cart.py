"""Dangerous goods, several packages and seasons on the product page, in the cart, at checkout and for programs."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cart.domain import basket
from cart.errors import NotForSale
from cart.queries.contents import contents
from catalog.domain import seasons
from catalog.errors import OutOfSeason
from catalog.models import Product, Variant
from commerce.kernel.money import Money
from commerce.notifications.models import Email
from orders.domain import checkout, invariants, letters
from orders.domain.place_order import place_order
from orders.errors import NotDelivered
from orders.models import Order
from tests.factories.seasons import LATER, NOW, season
from tests.factories.shop import any_area, make_buyer, make_cart, make_order, make_seller, make_user, make_variant
from vendors.shipping.domain.zones import Service, open_zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return any_area()


@pytest.fixture
def seller(area):
    """G$300 to the country by road, G$1,200 by air to one area."""
    made = make_seller(name="Stall by Air", delivers=False)
    home = Service("Standard", 30_000, "GYD", 1, 3, included_grams=1_000, per_kg_minor=10_000)
    open_zone(seller_ref=made.public_id, name="Guyana", services=[home], countries=["GY"])
    air = Service("By air", 120_000, "GYD", 2, 6)
    open_zone(seller_ref=made.public_id, name="Far", services=[air], areas=[area], by_air=True)
    return made


def odd(variant: Variant, **values: object) -> Variant:
    """The variant, its product made odd."""
    Product.objects.filter(pk=variant.product_id).update(**values)
    variant.product.refresh_from_db()
    return variant


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def with_cart(*variants: Variant, area=None) -> Client:
    client = Client()
    if area:
        client.post("/account/place/", {"country": "GY", "area": area.pk, "next": "/cart/"})
    for variant in variants:
        client.post("/cart/items/", {"variant": variant.public_id})
    return client


def test_dangerous_goods_do_not_fly(seller, area):
    gas = odd(make_variant(seller=seller), hazard="gas")
    client = with_cart(gas, make_variant(seller=seller), area=area)
    rule = "Gas under pressure: goes by road only, never by air."
    refusal = f"Dangerous goods go by road only: not delivered to {area.name}. Choose another area, or ask the stall."
    page = words(client.get(gas.product.get_absolute_url()))
    assert (rule in page, refusal in page) == (True, True)
    cart = words(client.get("/cart/"))
    assert (cart.count(rule), refusal in cart) == (1, True)
    assert rule in words(client.get("/checkout/"))


def test_dangerous_goods_are_not_ordered_by_air_and_go_by_road(seller, area):
    gas = odd(make_variant(seller=seller), hazard="gas")
    cart = make_cart((gas, 1))
    row = checkout.begin(cart=cart, country="GY")
    with pytest.raises(NotDelivered, match="Dangerous goods go by road only"):
        place_order(
            checkout=row, buyer=make_buyer(area_id=area.pk), user=None, method="stripe", agreed=Money(185_000, "GYD")
        )
    assert not Order.objects.exists()
    order = make_order(cart=cart)
    assert (order.total_minor, order.lines.get().hazard) == (215_000, "gas")


@pytest.mark.parametrize(
    ("pieces", "mugs", "packages", "price"),
    [(1, 0, 3, 90_000), (2, 0, 6, 180_000), (1, 1, 4, 120_000), (0, 5, 1, 30_000)],
)
def test_delivery_is_counted_for_every_package(seller, pieces, mugs, packages, price):
    bed = odd(make_variant(seller=seller, weight_grams=2_000), packages=3)
    mug = make_variant(seller=seller, weight_grams=100)
    cart = make_cart(*[line for line in ((bed, pieces), (mug, mugs)) if line[1]])
    found = contents(cart=cart, country="GY").groups[0].delivery
    assert (found.packages, found.price) == (packages, Money(price, "GYD"))


def test_what_weighs_more_than_its_packages_include_is_paid_by_the_kilogram(seller):
    bed = odd(make_variant(seller=seller, weight_grams=4_500), packages=3)
    cart = make_cart((bed, 1))
    assert contents(cart=cart, country="GY").delivery == Money(90_000 + 2 * 10_000, "GYD")


def test_packages_are_told_on_every_page_and_to_programs(seller):
    bed = odd(make_variant(seller=seller), packages=3)
    client = with_cart(bed)
    rule = "Each comes in 3 packages. Delivery is counted for every package."
    page = words(client.get(bed.product.get_absolute_url()))
    assert (rule in page, "for G$900" in page) == (True, True)
    cart = words(client.get("/cart/"))
    assert (rule in cart, "Delivery to Guyana · 3 packages" in cart) == (True, True)
    assert rule in words(client.get("/checkout/"))
    group = client.get("/api/v1/cart").json()["groups"][0]
    assert (group["delivery"]["packages"], group["delivery"]["price"]["minor"]) == (3, 90_000)
    assert group["items"][0]["rules"] == [{"kind": "packages", "text": rule}]
    assert client.get(f"/api/v1/products/{bed.product.slug}").json()["rules"] == group["items"][0]["rules"]


def test_the_order_keeps_what_its_packer_must_know(seller):
    bed = odd(make_variant(seller=seller), packages=3, hazard="battery")
    order = make_order((bed, 2), (make_variant(seller=seller), 1))
    Product.objects.update(packages=1, hazard="")
    client = Client()
    page = words(client.get(f"{order.get_absolute_url()}?key={order.token}", follow=True))
    assert "Comes in 7 packages" in page
    assert "It holds a strong battery: goes by road only, never by air." in page
    assert page.count("Each comes in 3 packages.") == 1
    letters.confirmation(order=order)
    assert "Comes in 7 packages" in Email.objects.get(reference=order.public_id).text
    desk = Client(SERVER_NAME="localhost")
    desk.force_login(make_user(is_staff=True))
    sheet = words(desk.get(reverse("admin:orders_sellerorder_change", args=[order.parts.get().pk])))
    assert ("Packages a piece" in sheet, "Packages: 7" in sheet, "strong battery" in sheet) == (True, True, True)


def test_out_of_season_it_is_shown_and_not_sold():
    cake = odd(make_variant(), **season(*LATER))
    client = with_cart(cake)
    page = words(client.get(cake.product.get_absolute_url()))
    assert ("Out of season. It is back on" in page, "Add to cart" in page) == (True, False)
    assert "Sold from" in page
    assert client.get("/api/v1/cart").json()["count"] == 0
    told = client.get(f"/api/v1/products/{cake.product.slug}").json()["variants"][0]["availability"]
    assert told == {"kind": "soldout", "text": "Out of season"}
    with pytest.raises(NotForSale, match="Out of season"):
        make_cart((cake, 1))


def test_a_season_that_ends_keeps_the_cart_and_stops_the_order():
    cake, mug = odd(make_variant(), **season(*NOW)), make_variant()
    client = with_cart(cake, mug)
    assert client.get("/checkout/").status_code == 200
    odd(cake, **season(*LATER))
    cart = words(client.get("/cart/"))
    assert re.search(r"Out of season\. It is back on \d+ \w+ \d+\. Take it out to go on\.", cart)
    turned = client.get("/checkout/", follow=True)
    assert turned.redirect_chain == [("/cart/", 302)]
    assert f"“{cake.product.title}”: Out of season." in words(turned)


def test_an_order_is_refused_when_the_season_ended_during_checkout():
    cake = odd(make_variant(), **season(*NOW))
    cart = make_cart((cake, 1))
    row = checkout.begin(cart=cart, country="GY")
    odd(cake, **season(*LATER))
    with pytest.raises(OutOfSeason, match="It is back on"):
        place_order(checkout=row, buyer=make_buyer(), user=None, method="stripe", agreed=Money(215_000, "GYD"))
    assert not Order.objects.exists()


def test_the_auditor_knows_seasons():
    odd(make_variant(), **season(*LATER))
    assert seasons.turn() == 1
    drifted = next(each for each in invariants.STOCK if each.name == "available_drifted")
    with connection.cursor() as cursor:
        cursor.execute(drifted.sql)
        assert cursor.fetchall() == []


@pytest.mark.parametrize("number", [1, 3])
def test_odd_goods_cost_a_cart_no_statement(seller, number):
    def statements(*variants: Variant) -> int:
        cart = make_cart(*[(variant, 1) for variant in variants])
        with CaptureQueriesContext(connection) as taken:
            contents(cart=cart, country="GY")
        return len(taken)

    plain = [make_variant(seller=seller) for _ in range(number)]
    strange = [odd(make_variant(seller=seller), hazard="gas", packages=2, **season(*NOW)) for _ in range(number)]
    assert statements(*strange) == statements(*plain) == 2


def test_a_season_is_asked_of_the_database_once_when_a_thing_is_added():
    mug, cake = make_variant(), odd(make_variant(), **season(*NOW))
    cart = basket.obtain(user=None, token="")
    costs = []
    for variant in (mug, cake):
        with CaptureQueriesContext(connection) as taken:
            basket.add(cart=cart, variant=variant.public_id)
        costs.append(len(taken))
    assert costs[1] == costs[0] + 1
