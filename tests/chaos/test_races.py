"""Races in small: each promise holds, and each breaks when its guard is taken away."""

from collections.abc import Callable

import pytest

from tests.chaos import crowds, http_races, intent_races, stock_races, unguarded, web

pytestmark = pytest.mark.chaos
TURNS = 6


def must_break(fault: str, race: Callable[[int], list[str]]) -> None:
    """The race finds `fault`: not each time, since who comes first is chance, but within some turns."""
    found: list[str] = []
    for turn in range(TURNS):
        found = race(turn)
        if any(fault in each for each in found):
            return
    pytest.fail(f"{fault} was not found in {TURNS} turns; at last there was {found}")


def test_s1_the_last_unit_is_sold_once(stage, seed):
    for turn in range(3):
        assert stock_races.last_unit(stage, people=60, seed=seed + turn) == []


def test_s1_the_last_unit_is_sold_once_by_several_processes(stage, seed):
    with crowds.of_processes(2, threads=12) as crowd:
        assert stock_races.last_unit(stage, people=24, seed=seed, crowd=crowd) == []
        assert intent_races.same_cart(times=24, crowd=crowd) == []


def test_s1_the_last_unit_is_sold_once_over_http(stage, seed):
    with web.serving() as url:
        assert http_races.last_unit(stage, url, people=24, seed=seed) == []


def test_s1_control_counting_by_hand_sells_it_often_over_http(stage, seed):
    with unguarded.stock_counted_by_hand(), web.serving() as url:
        must_break("were told of 1 unit", lambda turn: http_races.last_unit(stage, url, people=24, seed=seed + turn))


def test_s1_control_counting_by_hand_sells_it_often(stage, seed):
    with unguarded.stock_counted_by_hand():
        must_break("stock_oversold", lambda turn: stock_races.last_unit(stage, people=60, seed=seed + turn))


def test_s2_crossed_carts_sell_all_there_is_without_deadlocks(stage, seed):
    assert stock_races.crossed_carts(people=60, units=15, seed=seed) == []


def test_s2_control_locks_in_any_order_deadlock(stage, seed):
    with unguarded.locks_in_any_order():
        must_break("deadlock", lambda turn: stock_races.crossed_carts(people=16, units=16, seed=seed + turn))


def test_s2_orders_of_the_same_sellers_are_settled_at_once(stage, seed):
    assert stock_races.crossed_payments(stage, people=12, seed=seed) == []


def test_s2_control_sellers_as_they_come_deadlock(stage, seed):
    with unguarded.sellers_as_they_come():
        must_break("deadlock", lambda turn: stock_races.crossed_payments(stage, people=16, seed=seed + turn))


def test_s4_an_order_is_filled_or_refunded_when_payment_meets_expiry(stage, seed):
    for turn in range(12):
        assert stock_races.expiry_against_payment(stage, seed=seed + turn) == []


def test_s4_control_an_ended_hold_that_counts_again_is_found(stage, seed):
    with unguarded.ended_holds_count_again():
        must_break("held_differs", lambda turn: stock_races.expiry_against_payment(stage, seed=seed + turn))


def test_o1_one_cart_is_one_order_however_often_it_is_sent(stage):
    assert intent_races.same_cart(times=20) == []


def test_o1_control_without_the_locks_there_are_more(stage):
    with unguarded.carts_may_be_ordered_twice():
        must_break("orders of one cart", lambda _turn: intent_races.same_cart(times=20))


def test_o1_one_key_is_one_order(stage):
    assert intent_races.same_key(times=20) == []


def test_o1_control_without_the_claim_there_are_more(stage):
    with unguarded.keys_are_not_claimed():
        must_break("orders of one key", lambda _turn: intent_races.same_key(times=20))


def test_o2_a_key_with_another_body_is_refused(stage):
    assert intent_races.other_body() == []


def test_o2_control_without_the_hash_it_is_answered(stage):
    with unguarded.bodies_are_not_compared():
        found = intent_races.other_body()
    assert any("another body was answered" in fault for fault in found), found


def test_o3_two_tabs_pay_one_order_on_one_page(stage):
    assert intent_races.two_tabs(stage, carts=15) == []


def test_o3_control_without_one_open_attempt_there_are_more_pages(stage):
    with unguarded.attempts_are_not_unique():
        must_break("attempts", lambda _turn: intent_races.two_tabs(stage, carts=15))


def test_r1_refunds_at_once_never_exceed_the_payment(stage, seed):
    assert intent_races.partial_refunds(stage, seed=seed) == []


def test_r1_control_without_the_reservation_they_do(stage, seed):
    with unguarded.refunds_are_not_reserved():
        must_break("refunded_more_than_captured", lambda turn: intent_races.partial_refunds(stage, seed=seed + turn))


def test_w1_one_capture_however_many_ask(stage):
    assert intent_races.same_capture(stage, times=12) == []


def test_w1_control_without_the_locks_it_is_captured_twice(stage):
    with unguarded.states_may_repeat():
        must_break("captured_twice", lambda _turn: intent_races.same_capture(stage, times=12))
