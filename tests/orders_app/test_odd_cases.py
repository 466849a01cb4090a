"""What shoppers read when something is out of the ordinary (O10, C12): each case by the pages themselves."""

import re
from html import unescape

import pytest

from catalog.models import Product
from commerce.accounts.models import Address
from orders.models import Checkout, Order
from tests.factories.shop import make_area, make_seller, make_user, make_variant
from tests.orders_app.browsing import Browser, checkout_fields

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def add(browser: Browser, variant, quantity: int = 1):
    """Put it into the cart and read the page that follows."""
    return browser.send("/cart/items/", {"variant": variant.public_id, "quantity": quantity}, follow=True)


def with_cart(variant) -> Browser:
    browser = Browser()
    add(browser, variant)
    return browser


def checked_out(browser: Browser, **values: object):
    return browser.send("/checkout/", checkout_fields(browser, **values))


@pytest.mark.parametrize(
    ("card", "sentence"),
    [
        ("pm_card_chargeDeclinedExpiredCard", "That card has expired. Nothing was charged. Try another card."),
        (
            "4000000000009995",
            "There is not enough money on that card. Nothing was charged. Try another card.",
        ),
        ("pm_card_chargeDeclinedIncorrectCvc", "The security code was not right. Nothing was charged."),
    ],
)
def test_a_card_that_is_refused(simulator, card, sentence):
    browser = with_cart(make_variant())
    checked_out(browser)
    order = Order.objects.get()
    simulator.pay(order.payment.attempts.get().provider_ref, card=card)
    assert sentence in words(browser.get(f"{order.get_absolute_url()}payment/return/", follow=True))
    order.refresh_from_db()
    assert order.state == "pending"


def test_a_remote_address_needs_no_postcode(simulator):
    browser = with_cart(make_variant())
    page = words(browser.get("/checkout/"))
    assert "What is near it: a school, a mosque, a shop." in page
    assert re.findall(r"\b(postcode|postal|zip)", page, re.IGNORECASE) == []
    assert checked_out(browser, street="Lot 7, Rupununi trail", landmark="behind the school").status_code == 303
    assert Order.objects.get().shipping_address["landmark"] == "behind the school"


def test_a_map_pin_goes_with_the_order(simulator):
    browser = with_cart(make_variant())
    assert words(browser.get("/checkout/")).count('name="pin"') == 1
    refused = checked_out(browser, pin="behind the school")
    assert (refused.status_code, "That is no place on the map." in words(refused)) == (422, True)
    assert checked_out(browser, pin="6.804481,-58.155272").status_code == 303
    order = Order.objects.get()
    assert order.shipping_address["pin"] == "6.80448,-58.15527"
    assert "mlat=6.80448&mlon=-58.15527" in words(browser.get(order.get_absolute_url()))


def test_the_pin_of_another_street_is_not_filled_in():
    user = make_user()
    Address.objects.create(
        user=user, full_name="Ada", phone="+5926001234", area=make_area(), street="7 Regent Street", pin="6.8,-58.1"
    )
    browser = Browser()
    browser.force_login(user)
    add(browser, make_variant())
    assert 'name="pin" value="6.8,-58.1"' in words(browser.get("/checkout/"))
    Checkout.objects.update(street="9 Camp Street")
    assert 'name="pin" value=' not in words(browser.get("/checkout/"))


@pytest.mark.parametrize(
    ("field", "sentence"),
    [("area", "Choose the area it goes to."), ("street", "Give the street and house, or the lot.")],
)
def test_an_address_that_lacks_something_is_told_what(simulator, field, sentence):
    answer = checked_out(with_cart(make_variant()), **{field: ""})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Order.objects.exists()


def test_a_place_where_a_seller_does_not_deliver(simulator):
    browser = with_cart(make_variant(seller=make_seller(name="Bourda Pots", delivers=False)))
    assert "This stall does not deliver to Guyana." in words(browser.get("/cart/"))
    answer = checked_out(browser)
    assert answer.status_code == 422
    assert "Bourda Pots does not deliver to that area." in words(answer)
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("values", "quantity", "sentence"),
    [
        (
            {"weight_grams": 95_000},
            1,
            "One piece weighs 95.0 kg (209 lb). A piece may weigh 90.7 kg (200 lb) at most: ask for a quote.",
        ),
        (
            {"weight_grams": 60_000},
            4,
            "4 of these weigh 240.0 kg (529 lb). A parcel may weigh 226.8 kg (500 lb) at most: ask for a quote.",
        ),
        (
            {"length_mm": 4_000},
            1,
            "One side is 4.00 m (157 in) long. Parcels may be 3.05 m (120 in) long at most: ask for a quote.",
        ),
    ],
)
def test_what_is_too_heavy_or_too_long(values, quantity, sentence):
    browser = Browser()
    assert sentence in words(add(browser, make_variant(**values), quantity))
    assert browser.get("/cart/state/").json()["count"] == 0


def test_a_cart_has_one_currency():
    browser, other = with_cart(make_variant()), make_variant(currency="USD")
    Product.objects.filter(pk=other.product_id).update(currency="USD")
    sentence = f"“{other.product.title}” is sold in USD; your cart is in GYD. Order it on its own."
    assert sentence in words(add(browser, other))
    assert browser.get("/cart/state/").json()["count"] == 1


def test_a_product_without_weight_is_a_standard_parcel():
    variant = make_variant(weight_grams=None)
    browser = Browser()
    page = words(browser.get(variant.product.get_absolute_url()))
    assert "Weight not given: counted as a standard parcel." in page
    assert "is in your cart" in words(add(browser, variant))


def test_what_costs_nothing_is_ordered_without_a_provider(simulator):
    """Free goods and free delivery: nothing is asked of Stripe, and the order is paid as it stands."""
    variant = make_variant(price=0, seller=make_seller(delivery_minor=0))
    browser = with_cart(variant)
    latest = simulator.latest
    answer = checked_out(browser)
    order = Order.objects.get()
    assert (order.total_minor, order.state) == (0, "paid")
    assert answer["Location"] == f"{order.get_absolute_url()}thanks/"
    assert "Your order is placed and paid" in words(browser.get(answer["Location"]))
    assert simulator.latest == latest


def test_free_goods_with_delivery_cost_the_delivery(simulator):
    browser = with_cart(make_variant(price=0))
    assert checked_out(browser).status_code == 303
    assert Order.objects.get().total_minor == 30_000
