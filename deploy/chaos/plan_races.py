"""S1 to S4, O1 to O4, R1, W1: many at once."""

from collections.abc import Callable, Iterator
from typing import Any

from deploy.chaos.item import Item, Trial, times


def items(sim: Any) -> list[Item]:
    return [*_last_unit(sim), *_stock(sim), *_clocks(), *_orders(sim), *_keys(), *_money(sim)]


def _crowded(most: int, trial: Callable[[Any, int], list[str]]) -> Iterator[Trial]:
    """Trials with four processes of fifty connections each."""
    from tests.chaos import crowds

    with crowds.of_processes(4, threads=50) as crowd:
        for _turn in range(most):
            yield lambda seed: trial(crowd, seed)


def _served(most: int, trial: Callable[[str, int], list[str]]) -> Iterator[Trial]:
    """Trials against a web server."""
    from tests.chaos import web

    with web.serving() as url:
        for _turn in range(most):
            yield lambda seed: trial(url, seed)


def _last_unit(sim: Any) -> list[Item]:
    from tests.chaos import http_races, stock_races
    from tests.chaos import unguarded as no

    def last(crowd: Any, seed: int) -> list[str]:
        return stock_races.last_unit(sim, people=200, seed=seed, crowd=crowd)

    def over_http(url: str, seed: int) -> list[str]:
        return http_races.last_unit(sim, url, people=200, seed=seed)

    by_hand = no.stock_counted_by_hand
    return [
        Item("S1", "200 shoppers of 4 processes, the last unit", _crowded(50, last), 150),
        Item("S1 control", "stock counted by hand", _crowded(3, last), 15, by_hand),
        Item("S1 HTTP", "200 guests at a web server, the last unit", _served(5, over_http), 60),
        Item("S1 HTTP control", "stock counted by hand", _served(3, over_http), 20, by_hand),
    ]


def _stock(sim: Any) -> list[Item]:
    from tests.chaos import stock_races
    from tests.chaos import unguarded as no

    def crossed(crowd: Any, seed: int) -> list[str]:
        return stock_races.crossed_carts(people=200, units=60, seed=seed, crowd=crowd)

    def few(seed: int) -> list[str]:
        return stock_races.crossed_carts(people=16, units=16, seed=seed)

    def sellers(people: int) -> Trial:
        return lambda seed: stock_races.crossed_payments(sim, people=people, seed=seed)

    def expiry(seed: int) -> list[str]:
        return stock_races.expiry_against_payment(sim, seed=seed)

    return [
        Item("S2", "200 shoppers, 3 goods, crossed carts", _crowded(50, crossed), 200),
        Item("S2 control", "locks in any order", times(2, few), 10, no.locks_in_any_order),
        Item("S2 sellers", "40 crossed orders settled at once", times(5, sellers(40)), 40),
        Item("S2 sellers ctrl", "sellers as they come", times(1, sellers(16)), 10, no.sellers_as_they_come),
        Item("S4", "payment meets expiry", times(1000, expiry), 250),
        Item("S4 control", "ended holds count again", times(10, expiry), 5, no.ended_holds_count_again),
    ]


def _clocks() -> list[Item]:
    from tests.chaos import wrong_clocks

    def wrong(seed: int) -> list[str]:
        return wrong_clocks.holds(drift=600 if seed % 2 else -600, number=20)

    def own(seed: int) -> list[str]:
        return wrong_clocks.holds(drift=600 if seed % 2 else -600, number=5, patience=3, own_clock=True)

    from contextlib import nullcontext

    return [
        Item("S3", "holds under clocks wrong by 10 minutes", times(10, wrong), 45, each=20),
        Item("S3 control", "deadlines by the process's own clock", times(2, own), 10, nullcontext, each=5),
    ]


def _orders(sim: Any) -> list[Item]:
    from tests.chaos import agreed_totals, unguarded_money
    from tests.chaos import intent_races as races
    from tests.chaos import unguarded as no

    def cart(crowd: Any, _seed: int) -> list[str]:
        return races.same_cart(times=50, crowd=crowd)

    def few_carts(_seed: int) -> list[str]:
        return races.same_cart(times=20)

    def tabs(_seed: int) -> list[str]:
        return races.two_tabs(sim, carts=20)

    def changed(seed: int) -> list[str]:
        return agreed_totals.changed_total(sim, sorted(agreed_totals.MEANWHILE)[seed % 5])

    return [
        Item("O1", "one cart, 50 presses at once", _crowded(100, cart), 150),
        Item("O1 control", "no locks, no unique cart", times(2, few_carts), 10, no.carts_may_be_ordered_twice),
        Item("O3", "20 carts in two tabs", times(10, tabs), 60, each=20),
        Item("O3 control", "attempts are not unique", times(1, tabs), 15, no.attempts_are_not_unique, each=20),
        Item("O4", "the total changes before the press", times(50, changed), 30),
        Item("O4 control", "totals are not compared", times(5, changed), 4, unguarded_money.totals_are_not_compared),
    ]


def _keys() -> list[Item]:
    from tests.chaos import intent_races as races
    from tests.chaos import unguarded as no

    def key(crowd: Any, _seed: int) -> list[str]:
        return races.same_key(times=50, crowd=crowd)

    def few_keys(_seed: int) -> list[str]:
        return races.same_key(times=20)

    def body(_seed: int) -> list[str]:
        return races.other_body()

    return [
        Item("O1 key", "one key, 50 times at once", _crowded(100, key), 150),
        Item("O1 key control", "keys are not claimed", times(2, few_keys), 10, no.keys_are_not_claimed),
        Item("O2", "a used key with another body", times(100, body), 30),
        Item("O2 control", "bodies are not compared", times(2, body), 2, no.bodies_are_not_compared),
    ]


def _money(sim: Any) -> list[Item]:
    from tests.chaos import intent_races as races
    from tests.chaos import unguarded as no

    def refund(seed: int) -> list[str]:
        return races.partial_refunds(sim, seed=seed)

    def capture(_seed: int) -> list[str]:
        return races.same_capture(sim, times=20)

    return [
        Item("R1", "25 partial refunds at once", times(200, refund), 200),
        Item("R1 control", "refunds are not reserved", times(2, refund), 5, no.refunds_are_not_reserved),
        Item("W1", "20 ask about one payment at once", times(200, capture), 150),
        Item("W1 control", "no locks, states may repeat", times(2, capture), 5, no.states_may_repeat),
    ]
