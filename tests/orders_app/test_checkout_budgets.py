"""How many statements it takes from the product to the order: the same for one stall and for many, for two lines and
for six."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cart.queries.contents import contents
from orders.domain import checkout as checkouts
from orders.domain.place_order import place_order
from tests.factories.shop import make_buyer, make_cart, make_seller, make_variant

pytestmark = pytest.mark.django_db
BUDGETS = {
    "add": 6, "add again": 6, "cart": 3, "checkout": 13, "checkout again": 8, "checkout changed": 13,
    "checkout with errors": 9, "place": 15,
}  # fmt: skip


@pytest.fixture(autouse=True)
def plain_static(settings):
    """The names of static files without hashes: nothing is collected here."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}


def taken(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE")) for one in captured.captured_queries)


@pytest.mark.parametrize(("stalls", "things"), [(1, 2), (3, 2), (1, 6)])
def test_from_the_product_to_the_order(stalls: int, things: int) -> None:
    sellers = [make_seller(tax_rate_bp=1_400) for _ in range(stalls)]
    steps = [{"from": 2, "off_bp": 500}]
    *others, last = [
        make_variant(units=50, seller=seller, price_steps=steps) for seller in sellers for _ in range(things)
    ]
    client = Client()
    for variant in others:
        client.post("/cart/items/", {"variant": variant.public_id})
    client.get("/cart/")
    found = {
        "add": taken(lambda: client.post("/cart/items/", {"variant": last.public_id})),
        "add again": taken(lambda: client.post("/cart/items/", {"variant": last.public_id})),
        "cart": taken(lambda: client.get("/cart/")),
    }
    found["checkout"] = taken(
        lambda: client.get("/checkout/")
    )  # areas and ways of paying, which are cached, among them
    found["checkout again"] = taken(lambda: client.get("/checkout/"))
    for variant in others:
        client.post("/cart/items/", {"variant": variant.public_id})
    found["checkout changed"] = taken(lambda: client.get("/checkout/"))
    found["checkout with errors"] = taken(lambda: client.post("/checkout/", {"email": "guest@example.com"}))
    cart = make_cart(*[(variant, 2) for variant in (*others, last)])
    row = checkouts.begin(cart=cart, country="GY")
    agreed = contents(cart=cart, country="GY").total
    words = {"checkout": row, "buyer": make_buyer(), "user": None, "method": "stripe", "agreed": agreed}
    found["place"] = taken(lambda: place_order(**words))
    assert {name: count for name, count in found.items() if count > BUDGETS[name]} == {}


def test_a_hold_that_is_asked_for_again_moves_nothing() -> None:
    variant = make_variant(units=3)
    cart = make_cart((variant, 2))
    row = checkouts.begin(cart=cart, country="GY")
    before = variant.product.__class__.objects.get(pk=variant.product_id).cache_version
    checkouts.begin(cart=cart, country="GY")
    assert variant.product.__class__.objects.get(pk=variant.product_id).cache_version == before
    assert [(hold.checkout, hold.quantity) for hold in variant.stock.get().holds.filter(state="active")] == [
        (row.public_id, 2)
    ]
