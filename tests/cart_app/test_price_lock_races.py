"""No price is locked for another number of pieces than the line has, whatever happens between reading and locking."""

import random

import pytest

from cart.domain import basket, price_lock
from cart.models import Cart, CartLine
from cart.queries.contents import contents
from catalog.models import Variant
from catalog.queries.bulk_prices import unit_minor
from tests.chaos.crowd import at_once, unexpected
from tests.factories.sessions import Act, await_waiting, somebody_else
from tests.factories.shop import make_cart, make_user, make_variant

pytestmark = pytest.mark.django_db(transaction=True)
STEPS = [{"from": 5, "minor": 80_000}, {"from": 10, "minor": 60_000}]
LOCK_CART = "SELECT FROM cart_cart WHERE id = %s FOR UPDATE"
CHANGE = "UPDATE cart_cartline SET quantity = %s WHERE id = %s"
TOUCH = "UPDATE cart_cart SET version = version + 1, locked_until = NULL WHERE id = %s"


def full_cart(*quantities, **facts):
    cart = make_cart(*[(make_variant(units=99, price=100_000, price_steps=STEPS), number) for number in quantities])
    return Cart.objects.get(pk=cart.pk)


def lines_of(cart):
    return list(cart.lines.select_related("variant"))


def locked(cart):
    return list(cart.lines.values_list("quantity", "locked_minor", "seen_minor"))


def test_the_prices_of_the_lines_that_were_read_are_locked():
    cart = full_cart(1, 5, 12)
    lines = lines_of(cart)
    Variant.objects.update(price_minor=150_000, price_steps=[])
    price_lock.lock(cart=cart, lines=lines)
    assert locked(cart) == [(1, 100_000, 100_000), (5, 80_000, 80_000), (12, 60_000, 60_000)]
    assert Cart.objects.get().locked_until == cart.locked_until is not None
    found = contents(cart=cart, country="GY")
    assert (found.subtotal.minor, found.changes) == (100_000 + 5 * 80_000 + 12 * 60_000, [])


def test_a_lock_in_force_keeps_its_prices_and_lives_longer():
    cart = full_cart(5)
    price_lock.lock(cart=cart, lines=lines_of(cart))
    before = cart.locked_until
    Variant.objects.update(price_minor=150_000, price_steps=[])
    price_lock.lock(cart=cart, lines=lines_of(cart))
    assert locked(cart) == [(5, 80_000, 80_000)]
    assert cart.locked_until > before
    Cart.objects.update(locked_until="2020-01-01T00:00Z")
    price_lock.lock(cart=cart, lines=lines_of(cart))
    assert locked(cart) == [(5, 150_000, 150_000)]


def test_a_number_that_changes_after_the_reading_has_its_own_price():
    cart = full_cart(12, 1)
    lines = lines_of(cart)
    basket.set_quantity(cart=Cart.objects.get(), line=lines[0].public_id, quantity=1, version=cart.version)
    price_lock.lock(cart=cart, lines=lines)
    assert locked(cart) == [(1, 100_000, 100_000), (1, 100_000, 100_000)]


def test_a_number_that_changes_while_the_lock_waits_has_its_own_price():
    cart = full_cart(12, 1)
    lines = lines_of(cart)
    with somebody_else() as other:
        other(LOCK_CART, cart.pk)
        act = Act(lambda: price_lock.lock(cart=cart, lines=lines))
        await_waiting()
        other(CHANGE, 2, lines[0].pk)
        other(TOUCH, cart.pk)
    assert act.result() is None
    assert locked(cart) == [(2, 100_000, 100_000), (1, 100_000, 100_000)]


def test_an_old_locked_price_does_not_come_back_with_the_next_lock():
    cart = full_cart(12)
    price_lock.lock(cart=cart, lines=lines_of(cart))
    lines = lines_of(cart)
    with somebody_else() as other:
        other(LOCK_CART, cart.pk)
        act = Act(lambda: price_lock.lock(cart=cart, lines=lines))
        await_waiting()
        other(CHANGE, 1, lines[0].pk)
        other(TOUCH, cart.pk)
    assert act.result() is None
    assert locked(cart) == [(1, 100_000, 100_000)]


def test_a_line_that_went_into_the_members_cart_meanwhile_is_left_alone():
    cart = full_cart(12)
    member = make_cart(user=make_user())
    lines = lines_of(cart)
    with somebody_else() as other:
        other(LOCK_CART, cart.pk)
        act = Act(lambda: price_lock.lock(cart=cart, lines=lines))
        await_waiting()
        other("UPDATE cart_cartline SET cart_id = %s WHERE cart_id = %s", member.pk, cart.pk)
    assert act.result() is None
    assert (locked(cart), [row[1] for row in locked(member)]) == ([], [None])


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_looks_and_changes_at_once_never_leave_a_price_of_another_number(seed):
    dice = random.Random(seed)
    carts = [full_cart(12, 1) for _ in range(6)]
    changes = [(dice.choice(carts), dice.choice([0, 1]), dice.choice([1, 5, 12])) for _ in range(60)]

    def changing(cart, place, number):
        def act():
            now = Cart.objects.get(pk=cart.pk)
            basket.set_quantity(
                cart=now, line=lines_of(now)[place].public_id, quantity=number, version=now.version
            )  # fmt: skip

        return act

    def looking(cart):
        def act():
            now = Cart.objects.get(pk=cart.pk)
            price_lock.lock(cart=now, lines=lines_of(now))

        return act

    acts = [changing(*change) for change in changes] + [looking(dice.choice(carts)) for _ in range(90)]
    dice.shuffle(acts)
    assert unexpected(at_once(acts, threads=16), basket.CartChanged) == []
    kept = CartLine.objects.filter(cart__locked_until__isnull=False).select_related("variant")
    assert kept
    assert [line.pk for line in kept if line.locked_minor != unit_minor(line.variant, line.quantity)] == []
