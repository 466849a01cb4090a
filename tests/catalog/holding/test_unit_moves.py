"""What the statement that moves units does when somebody else has moved them meanwhile, by two real sessions."""

import pytest
from django.db import transaction

from catalog.domain import reservations, unit_moves
from catalog.domain.reservations import Wanted
from catalog.errors import SoldOut
from catalog.models import Hold, StockLevel
from tests.factories.selling import sell
from tests.factories.sessions import Act, await_waiting, somebody_else
from tests.factories.shop import make_variant

pytestmark = pytest.mark.django_db(transaction=True)
TAKE = "UPDATE catalog_stocklevel SET held = held + %s WHERE id = %s"


def row_of(variant):
    return StockLevel.objects.get(variant=variant)


def holding(checkout, *wanted):
    wants = [Wanted(variant.pk, quantity) for variant, quantity in wanted]
    return lambda: reservations.hold(checkout=checkout, wanted=wants)


def kept(checkout):
    return sorted(Hold.objects.filter(checkout=checkout, state="active").values_list("stock__variant", "quantity"))


def test_units_that_go_while_it_waits_are_not_taken_again():
    variant = make_variant(units=3)
    with somebody_else() as other:
        other(TAKE, 2, row_of(variant).pk)
        act = Act(holding("chk_late", (variant, 2)))
        await_waiting()
    lost = act.result()
    assert isinstance(lost, SoldOut)
    assert lost.left == {variant.pk: 1}
    assert (row_of(variant).held, kept("chk_late")) == (2, [])


def test_enough_that_is_left_after_the_wait_is_added_to_what_the_others_took():
    variant = make_variant(units=3)
    with somebody_else() as other:
        other(TAKE, 1, row_of(variant).pk)
        act = Act(holding("chk_late", (variant, 2)))
        await_waiting()
    assert act.result() is None
    assert (row_of(variant).held, kept("chk_late")) == (3, [(variant.pk, 2)])


def test_units_that_come_back_while_it_waits_are_taken():
    variant, plenty = make_variant(units=1), make_variant(units=5)
    holding("chk_first", (variant, 1))()
    targets = {row_of(plenty).pk: 2, row_of(variant).pk: 1}

    def take():
        with transaction.atomic():
            return unit_moves.hold(checkout="chk_next", targets=targets, own={})

    with somebody_else() as other:
        other("UPDATE catalog_hold SET state = 'released' WHERE checkout = 'chk_first'")
        other(TAKE, -1, row_of(variant).pk)
        act = Act(take)
        await_waiting()
    assert act.result() == [variant.product_id, plenty.product_id]
    assert (row_of(variant).held, row_of(plenty).held) == (1, 2)
    assert kept("chk_next") == [(variant.pk, 1), (plenty.pk, 2)]


def test_units_that_arrive_while_it_waits_are_taken():
    variant = make_variant(units=1)
    targets = {row_of(variant).pk: 4}

    def take():
        with transaction.atomic():
            return unit_moves.hold(checkout="chk_next", targets=targets, own={})

    with somebody_else() as other:
        other("UPDATE catalog_stocklevel SET on_hand = 6 WHERE id = %s", row_of(variant).pk)
        act = Act(take)
        await_waiting()
    assert act.result() == [variant.product_id]
    assert (row_of(variant).on_hand, row_of(variant).held) == (6, 4)


def test_a_change_that_was_taken_back_does_not_count():
    variant = make_variant(units=1)
    with somebody_else() as other:
        other(TAKE, 1, row_of(variant).pk)
        act = Act(holding("chk_late", (variant, 1)))
        await_waiting()
        other("ROLLBACK")
    assert act.result() is None
    assert (row_of(variant).held, kept("chk_late")) == (1, [(variant.pk, 1)])


def test_a_row_that_is_gone_after_the_wait_is_sold_out():
    variant, other_variant = make_variant(units=1), make_variant(units=5)
    with somebody_else() as other:
        other("DELETE FROM catalog_stockmovement WHERE stock_id = %s", row_of(variant).pk)
        other("DELETE FROM catalog_stocklevel WHERE id = %s", row_of(variant).pk)
        act = Act(holding("chk_late", (variant, 1), (other_variant, 1)))
        await_waiting()
    assert isinstance(act.result(), SoldOut)
    assert (row_of(other_variant).held, kept("chk_late")) == (0, [])


@pytest.mark.parametrize("scarce", [0, 1, 2])
def test_one_row_that_is_short_leaves_all_as_they_were(scarce):
    goods = [make_variant(units=4) for _ in range(3)]
    with somebody_else() as other:
        other(TAKE, 3, row_of(goods[scarce]).pk)
        act = Act(holding("chk_late", *[(variant, 2) for variant in goods]))
        await_waiting()
    lost = act.result()
    assert isinstance(lost, SoldOut)
    assert lost.left == {goods[scarce].pk: 1}
    assert [row_of(v).held for v in goods] == [3 if place == scarce else 0 for place in range(3)]
    assert kept("chk_late") == []


def test_what_is_sold_without_a_hold_is_counted_after_the_wait():
    variant = make_variant(units=2)
    with somebody_else() as other:
        other(TAKE, 1, row_of(variant).pk)
        act = Act(lambda: sell(checkout="chk_none", wanted=[Wanted(variant.pk, 2, "x")], actor="test"))
        await_waiting()
    assert isinstance(act.result(), SoldOut)
    assert (row_of(variant).held, row_of(variant).allocated) == (1, 0)
    assert not row_of(variant).movements.filter(kind="sold").exists()


def test_rows_are_locked_by_id_whatever_the_order_of_the_plan():
    goods = [make_variant(units=9) for _ in range(6)]
    first, *_others, last = [row_of(variant).pk for variant in goods]
    with somebody_else() as other:
        other(TAKE, 1, first)
        act = Act(holding("chk_back", *[(variant, 1) for variant in reversed(goods)]))
        await_waiting()
        other("SET LOCAL lock_timeout = '1s'")
        other(TAKE, 1, last)  # whoever waits for the first row has none of the later ones
    assert act.result() is None
    assert [row_of(variant).held for variant in goods] == [2, 1, 1, 1, 1, 2]


def test_the_first_units_of_a_checkout_are_held_in_its_own_transaction_only():
    variant = make_variant(units=1)
    with pytest.raises(RuntimeError):
        reservations.hold_first(checkout="chk_one", wanted=[Wanted(variant.pk, 1)])
    assert row_of(variant).held == 0
