"""Carts: versions, merging, prices, limits."""

import pytest

from cart.domain import basket, merge, price_lock
from cart.errors import CartChanged, CartFull, MixedCurrency, NotForSale
from cart.models import Cart
from cart.queries.contents import contents
from catalog.models import Product, Variant
from commerce.kernel.errors import NotFound
from commerce.kernel.money import Money
from tests.factories.shop import make_cart, make_seller, make_user, make_variant

pytestmark = pytest.mark.django_db


def test_adding_twice_adds_up():
    variant = make_variant()
    cart = make_cart((variant, 1), (variant, 2))
    assert cart.lines.get().quantity == 3


def test_a_stale_form_changes_nothing():
    cart = make_cart((make_variant(), 1))
    line, stale = cart.lines.get().public_id, cart.version
    basket.set_quantity(cart=cart, line=line, quantity=2, version=stale)
    with pytest.raises(CartChanged):
        basket.set_quantity(cart=cart, line=line, quantity=5, version=stale)
    assert cart.lines.get().quantity == 2


def test_removing_tells_what_an_undo_needs():
    variant = make_variant()
    cart = make_cart((variant, 2))
    removed = basket.remove(cart=cart, line=cart.lines.get().public_id, version=cart.version)
    assert (removed.variant, removed.quantity, cart.lines.count()) == (variant.public_id, 2, 0)


def test_another_carts_line_is_out_of_reach():
    mine, theirs = make_cart((make_variant(), 1)), make_cart((make_variant(), 1))
    with pytest.raises(CartChanged):
        basket.remove(cart=mine, line=theirs.lines.get().public_id, version=mine.version)
    assert theirs.lines.count() == 1


def test_a_currency_is_not_mixed_in():
    other = make_variant()
    Variant.objects.filter(pk=other.pk).update(currency="BDT")
    with pytest.raises(MixedCurrency, match="BDT"):
        make_cart((make_variant(), 1), (other, 1))


@pytest.mark.parametrize("change", [{"status": "archived"}, {"status": "draft"}])
def test_what_is_not_on_sale_cannot_be_added(change):
    variant = make_variant()
    Product.objects.filter(pk=variant.product_id).update(**change)
    with pytest.raises(NotForSale):
        make_cart((variant, 1))


def test_a_suspended_sellers_goods_cannot_be_added():
    with pytest.raises(NotForSale):
        make_cart((make_variant(seller=make_seller(state="suspended")), 1))


@pytest.mark.parametrize("quantity", [0, -1, 1000])
def test_numbers_beyond_the_limit_are_refused(quantity):
    with pytest.raises(CartFull):
        make_cart((make_variant(), quantity))


def test_an_unknown_variant_is_not_found():
    with pytest.raises(NotFound):
        basket.add(cart=make_cart(), variant="var_nothing")


def test_a_guests_cart_becomes_the_members():
    user, cart = make_user(), make_cart((make_variant(), 2))
    assert merge.merge_into_member(user=user, token=cart.token) == 1
    assert basket.find(user=user, token="") == cart


def test_merging_keeps_the_larger_number():
    user, variant, other = make_user(), make_variant(), make_variant()
    make_cart((variant, 5), user=user)
    guest = make_cart((variant, 2), (other, 1))
    assert merge.merge_into_member(user=user, token=guest.token) == 1
    merged = basket.find(user=user, token="")
    assert {line.variant_id: line.quantity for line in merged.lines.all()} == {variant.pk: 5, other.pk: 1}
    assert Cart.objects.get(pk=guest.pk).state == "merged"


def test_a_guests_key_does_not_open_a_members_cart():
    user = make_user()
    cart = make_cart((make_variant(), 1), user=user)
    assert basket.find(user=None, token=cart.token) is None


def test_a_changed_price_is_told_until_it_is_accepted():
    variant = make_variant(price=100_000)
    cart = make_cart((variant, 1))
    Variant.objects.filter(pk=variant.pk).update(price_minor=120_000)
    assert len(contents(cart=cart, country="GY").changes) == 1
    basket.accept_prices(cart=cart)
    assert contents(cart=cart, country="GY").changes == []


def test_a_locked_price_does_not_move():
    variant = make_variant(price=100_000)
    cart = make_cart((variant, 1))
    price_lock.lock(cart=cart)
    Variant.objects.filter(pk=variant.pk).update(price_minor=120_000)
    price_lock.lock(cart=cart)
    assert contents(cart=cart, country="GY").subtotal == Money(100_000, "GYD")


def test_after_the_lock_todays_price_counts():
    variant = make_variant(price=100_000)
    cart = make_cart((variant, 1))
    price_lock.lock(cart=cart)
    Variant.objects.filter(pk=variant.pk).update(price_minor=120_000)
    Cart.objects.update(locked_until="2020-01-01T00:00Z")
    cart.refresh_from_db()
    assert contents(cart=cart, country="GY").subtotal == Money(120_000, "GYD")


def test_contents_are_grouped_by_seller_with_one_delivery_each():
    seller = make_seller(delivery_minor=40_000)
    cart = make_cart((make_variant(seller=seller), 1), (make_variant(seller=seller), 1), (make_variant(), 1))
    shown = contents(cart=cart, country="GY")
    assert [len(group.lines) for group in shown.groups] == [2, 1]
    assert shown.delivery == Money(70_000, "GYD")


def test_a_seller_who_does_not_deliver_there_is_told():
    cart = make_cart((make_variant(seller=make_seller(delivers=False)), 1))
    group = contents(cart=cart, country="GY").groups[0]
    assert not group.delivery.reachable


@pytest.mark.parametrize("lines", [1, 4])
def test_contents_take_a_fixed_number_of_statements(lines, django_assert_num_queries):
    cart = make_cart(*[(make_variant(), 1) for _ in range(lines)])
    with django_assert_num_queries(2):
        contents(cart=cart, country="GY")
