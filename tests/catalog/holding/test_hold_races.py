"""Many checkouts take, change, sell and give back the same goods in any order at once: nobody waits in a circle, and
the books are right."""

import random

import pytest

from catalog.domain import reservations
from catalog.domain.reservations import Wanted
from catalog.errors import SoldOut, StockBusy
from catalog.models import Hold, StockLevel
from orders.domain.audit import audit_books, faults
from tests.chaos import judge
from tests.chaos.crowd import at_once, unexpected
from tests.factories.selling import sell
from tests.factories.shop import make_variant

pytestmark = pytest.mark.django_db(transaction=True)
SHOPPERS, TURNS, GOODS = 24, 12, 8


def shopper(number, goods, seed):
    """One checkout's busy day; the exceptions that it met."""
    dice, name, met = random.Random(seed * 1000 + number), f"chk_{number}", []

    def wanted(reference=""):
        some = dice.sample(goods, dice.randint(2, len(goods)))
        return [Wanted(variant.pk, dice.randint(1, 3), reference) for variant in some]

    acts = [
        lambda: reservations.hold(checkout=name, wanted=wanted()),
        lambda: reservations.hold(checkout=name, wanted=wanted()),
        lambda: reservations.release(checkout=name),
        lambda: sell(checkout=name, wanted=wanted(f"sor_{number}"), actor="test"),
        reservations.sweep,
    ]

    def day():
        for _turn in range(TURNS):
            try:
                dice.choice(acts)()
            except (SoldOut, StockBusy) as error:
                met.append(error)
        return met

    return day


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_carts_in_every_order_meet_no_deadlock_and_lose_no_unit(seed):
    goods = [make_variant(units=40) for _ in range(GOODS)]
    days = at_once([shopper(number, goods, seed) for number in range(SHOPPERS)], threads=SHOPPERS)
    assert unexpected(days) == []
    assert judge.deadlocked([error for met in days for error in met]) == 0
    assert [fault.name for fault in faults(audit_books())] == []
    assert StockLevel.objects.filter(allocated__gt=0).exists()
    assert {"consumed", "released"} <= set(Hold.objects.values_list("state", flat=True))


def test_all_that_is_there_is_held_by_somebody():
    goods = [make_variant(units=12) for _ in range(4)]
    dice = random.Random(7)

    def holding(number):
        wants = [Wanted(variant.pk, 1) for variant in dice.sample(goods, 4)]
        return lambda: reservations.hold(checkout=f"chk_{number}", wanted=wants)

    outcomes = at_once([holding(number) for number in range(20)], threads=20)
    assert unexpected(outcomes, SoldOut) == []
    assert sum(outcome is None for outcome in outcomes) == 12
    assert set(StockLevel.objects.values_list("held", flat=True)) == {12}
