"""Lower prices for more pieces: one rule for the page, the cart, the lock and the order."""

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cart.domain import basket, price_lock
from cart.queries.contents import contents
from catalog.domain import duplicate, variants
from catalog.domain.price_steps import StepsWrong
from catalog.models import Variant
from catalog.queries.bulk_prices import steps, unit_minor
from commerce.kernel.money import Money
from orders.domain import checkout as checkouts
from orders.domain.place_order import place_order
from tests.factories.shop import make_buyer, make_cart, make_order, make_seller, make_variant

TEN_AND_FIFTY = [{"from": 10, "off_bp": 500}, {"from": 50, "minor": 160_000}]
PRICE = st.integers(0, 10**9)
STEP = st.one_of(
    st.builds(lambda n, minor: {"from": n, "minor": minor}, st.integers(2, 999), PRICE),
    st.builds(lambda n, bp: {"from": n, "off_bp": bp}, st.integers(2, 999), st.integers(1, 9_999)),
)
STEPS = st.lists(STEP, max_size=6)
CURRENCY = st.sampled_from(["GYD", "USD"])


def priced(price: int, found: list[dict[str, int]], currency: str = "GYD") -> Variant:
    return Variant(price_minor=price, price_steps=found, currency=currency)


@given(PRICE, STEPS, CURRENCY, st.integers(1, 999))
def test_no_piece_costs_more_than_a_single_one_nor_more_when_more_are_bought(price, found, currency, quantity):
    variant = priced(price, found, currency)
    assert 0 <= unit_minor(variant, quantity + 1) <= unit_minor(variant, quantity) <= price == unit_minor(variant, 1)


@given(PRICE, st.integers(0, 10**6), STEPS, STEP, st.integers(1, 999))
def test_a_lower_price_or_one_more_step_never_raises_the_total(price, less, found, more, quantity):
    now = unit_minor(priced(price, found), quantity) * quantity
    assert unit_minor(priced(max(price - less, 0), found), quantity) * quantity <= now
    assert unit_minor(priced(price, [*found, more]), quantity) * quantity <= now


@given(PRICE, STEPS, CURRENCY)
def test_the_table_tells_what_is_charged(price, found, currency):
    variant = priced(price, found, currency)
    assert [step.price.minor for step in steps(variant)] == [unit_minor(variant, s.quantity) for s in steps(variant)]


@pytest.mark.parametrize(
    ("quantity", "minor"), [(1, 185_000), (9, 185_000), (10, 175_800), (49, 175_800), (50, 160_000), (999, 160_000)]
)
def test_a_percentage_of_whole_dollars_is_whole_dollars(quantity, minor):
    assert unit_minor(priced(185_000, TEN_AND_FIFTY), quantity) == minor


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ([{"from": 1, "minor": 5}], "Each bulk price begins at more pieces than the one before"),
        ([{"from": 10, "minor": 5}, {"from": 10, "minor": 4}], "Each bulk price begins at more pieces"),
        ([{"from": 10, "minor": 185_000}], "From 10 pieces the price must be below G$1,850."),
        ([{"from": 10, "off_bp": 500}, {"from": 20, "off_bp": 400}], "From 20 pieces the price must be below G$1,758."),
        ([{"from": 1_000, "minor": 5}], "One order takes 1 to 999 of a thing."),
        ([{"from": n, "minor": 100 - n} for n in range(2, 9)], "At most 6 bulk prices."),
    ],
)
def test_what_is_no_bulk_price(db, wrong, words):
    variant = make_variant()
    with pytest.raises(StepsWrong, match=words.replace("$", r"\$")):
        variants.update_variant(variant=variant, price_steps=wrong)
    assert Variant.objects.get().price_steps == []


@pytest.mark.parametrize("wrong", [[{"from": 1, "minor": 5}], [{"from": 2}], [{"from": 2, "off_bp": 10_000}]])
def test_the_database_refuses_what_makes_no_sense(db, wrong):
    variant = make_variant()
    with pytest.raises(IntegrityError):
        Variant.objects.filter(pk=variant.pk).update(price_steps=wrong)


def test_cart_lock_and_order_keep_the_price_of_the_number(db):
    variant = make_variant(units=100, price_steps=TEN_AND_FIFTY)
    cart = make_cart((variant, 12))
    row = checkouts.begin(cart=cart, country="GY")
    Variant.objects.filter(pk=variant.pk).update(price_minor=300_000, price_steps=[])
    found = contents(cart=cart, country="GY")
    assert (found.lines[0].unit_price, found.changes) == (Money(175_800, "GYD"), [])
    order = place_order(checkout=row, buyer=make_buyer(), user=None, method="stripe", agreed=found.total)
    line = order.lines.get()
    assert (line.unit_minor, line.total_minor, order.goods_minor) == (175_800, 12 * 175_800, 12 * 175_800)


def test_another_number_ends_the_promise(db):
    variant = make_variant(units=100, price_steps=TEN_AND_FIFTY)
    cart = make_cart((variant, 12))
    price_lock.lock(cart=cart)
    basket.set_quantity(cart=cart, line=cart.lines.get().public_id, quantity=9, version=cart.version)
    found = contents(cart=cart, country="GY")
    assert (found.lines[0].unit_price, found.changes) == (Money(185_000, "GYD"), [])
    assert found.lines[0].following.quantity == 10


def test_sums_hold_over_stalls_and_shares(db):
    stall = make_seller(tax_rate_bp=1_400, commission_bp=750)
    odd = make_variant(units=50, price=9_999, seller=stall, price_steps=[{"from": 3, "off_bp": 333}])
    other = make_variant(units=50, price=101, price_steps=[{"from": 7, "minor": 97}])
    order = make_order((odd, 7), (other, 13))
    assert order.goods_minor == sum(line.total_minor for line in order.lines.all())
    assert order.total_minor == sum(share.amount_minor for share in order.payment.shares.all())


def test_the_page_and_programs_are_told(db, client: Client):
    variant = make_variant(price_steps=TEN_AND_FIFTY)
    page = client.get(variant.product.get_absolute_url()).content.decode()
    assert "Cheaper in bulk" in page
    assert "From 10 pieces" in page
    assert "G$1,758 each" in page
    (told,) = client.get(f"/api/v1/products/{variant.product.slug}").json()["variants"]
    assert [(each["from"], each["price"]["minor"], each["percent"]) for each in told["bulk_prices"]] == [
        (10, 175_800, 4),
        (50, 160_000, 13),
    ]


def test_steps_cost_no_statement(db, client: Client):
    plain, stepped = make_variant(), make_variant(price_steps=TEN_AND_FIFTY)

    def statements(variant: Variant) -> int:
        client.get(variant.product.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(variant.product.get_absolute_url())
        return len(captured)

    assert statements(plain) == statements(stepped)


def test_a_copy_has_the_same_steps(db):
    variant = make_variant(price_steps=TEN_AND_FIFTY)
    assert duplicate.duplicate_product(product=variant.product).variants.get().price_steps == TEN_AND_FIFTY
