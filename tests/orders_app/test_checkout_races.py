"""The first look at a checkout makes its row and holds its goods in one commit, whoever else looks at that moment."""

import pytest

from catalog.errors import SoldOut, StockBusy
from catalog.models import Hold, StockLevel
from orders.domain import checkout as checkouts
from orders.models import Checkout
from tests.chaos.crowd import at_once, unexpected
from tests.factories.sessions import Act, await_waiting, somebody_else
from tests.factories.shop import make_cart, make_order, make_variant

pytestmark = pytest.mark.django_db(transaction=True)
INSERT = """INSERT INTO orders_checkout (public_id, cart_id, email, full_name, phone, country, street, landmark, method)
            VALUES ('chk_other', %s, 'ada@example.com', '', '', 'GY', '', '', '')"""
LOCK_ROW = "SELECT FROM catalog_stocklevel WHERE id = %s FOR UPDATE"


def looking(cart):
    return lambda: checkouts.begin(cart=cart, country="GY")


def held(*goods):
    return [StockLevel.objects.get(variant=variant).held for variant in goods]


@pytest.mark.parametrize("_round", range(4))
def test_one_cart_looked_at_many_times_at_once_is_held_once(_round):
    goods = [make_variant(units=9) for _ in range(3)]
    cart = make_cart(*[(variant, 2) for variant in goods])
    rows = at_once([looking(cart)] * 24, threads=24)
    assert unexpected(rows) == []
    assert {row.pk for row in rows} == {Checkout.objects.get().pk}
    assert held(*goods) == [2, 2, 2]
    assert list(Hold.objects.values_list("checkout", "quantity", "state")) == [(rows[0].public_id, 2, "active")] * 3


def test_who_comes_second_finds_the_row_of_the_first():
    variant = make_variant(units=3)
    cart = make_cart((variant, 2))
    with somebody_else() as other:
        other(INSERT, cart.pk)
        act = Act(looking(cart))
        await_waiting()
    row = act.result()
    assert (row.public_id, row.email, row.pk) == ("chk_other", "ada@example.com", Checkout.objects.get().pk)
    assert held(variant) == [2]


def test_who_comes_second_makes_it_when_the_first_gave_up():
    variant = make_variant(units=3)
    cart = make_cart((variant, 2))
    with somebody_else() as other:
        other(INSERT, cart.pk)
        act = Act(looking(cart))
        await_waiting()
        other("ROLLBACK")
    assert act.result().public_id == Checkout.objects.get().public_id != "chk_other"
    assert held(variant) == [2]


def test_who_waits_too_long_is_told_to_try_again_and_leaves_nothing():
    one, two = make_variant(units=3), make_variant(units=3)
    cart = make_cart((one, 1), (two, 1))
    with somebody_else() as other:
        other(LOCK_ROW, StockLevel.objects.get(variant=two).pk)
        assert isinstance(Act(looking(cart)).result(), StockBusy)
    assert (held(one, two), Checkout.objects.count(), Hold.objects.count()) == ([0, 0], 0, 0)
    with somebody_else() as other:
        other(INSERT, cart.pk)
        assert isinstance(Act(looking(cart)).result(), StockBusy)


def test_who_is_sold_out_leaves_nothing_and_may_come_again():
    plenty, last = make_variant(units=3), make_variant(units=1)
    first = make_order((last, 1))
    cart = make_cart((plenty, 1), (last, 1))
    with pytest.raises(SoldOut) as caught:
        checkouts.begin(cart=cart, country="GY")
    assert caught.value.left == {last.pk: 0}
    assert (held(plenty), list(Checkout.objects.values_list("public_id", flat=True))) == ([0], [first.checkout])
    cart.lines.get(variant=last).delete()
    checkouts.begin(cart=cart, country="GY")
    assert held(plenty) == [1]


def test_what_was_typed_is_there_at_the_next_look():
    cart = make_cart((make_variant(units=3), 1))
    row = checkouts.begin(cart=cart, country="GY")
    checkouts.remember(checkout=row, typed={"email": "ada@example.com", "street": "12 Robb Street"})
    again = checkouts.begin(cart=cart, country="BD")
    assert (again.pk, again.public_id, again.email, again.street) == (row.pk, row.public_id, row.email, row.street)
    assert (again.country, Checkout.objects.count()) == ("GY", 1)
