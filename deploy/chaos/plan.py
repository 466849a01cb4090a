"""What is run: each promise with its number of trials and, for the control, the guard that is taken away."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any

Trial = Callable[[int], list[str]]


@dataclass(frozen=True)
class Item:
    """`trials` gives one trial after the other; a control (`guard` is set) has to find faults, the rest none."""

    id: str
    words: str
    trials: Iterator[Trial]
    guard: Callable[[], AbstractContextManager[None]] | None = None

    def unguarded(self) -> AbstractContextManager[None]:
        return self.guard() if self.guard else nullcontext()


def items(simulator: Any) -> list[Item]:
    """The plan, in the order it is run."""
    from tests.chaos import crash_points

    crashes = [_crash(simulator, scenario) for scenario in crash_points.SCENARIOS.values()]
    return [*_stock(simulator), *_intents(simulator), *_jobs(), *crashes]


def _stock(sim: Any) -> list[Item]:
    from tests.chaos import stock_races as races
    from tests.chaos import unguarded as no

    def last(seed: int) -> list[str]:
        return races.last_unit(sim, people=200, seed=seed)

    def crossed(seed: int) -> list[str]:
        return races.crossed_carts(people=200, units=60, seed=seed)

    def few(seed: int) -> list[str]:
        return races.crossed_carts(people=16, units=16, seed=seed)

    def sellers(seed: int) -> list[str]:
        return races.crossed_payments(sim, people=40, seed=seed)

    def expiry(seed: int) -> list[str]:
        return races.expiry_against_payment(sim, seed=seed)

    return [
        Item("S1", "200 shoppers, the last unit", _times(50, last)),
        Item("S1 control", "stock counted by hand", _times(3, last), no.stock_counted_by_hand),
        Item("S2", "200 shoppers, 3 goods, crossed carts", _times(50, crossed)),
        Item("S2 control", "locks in any order", _times(2, few), no.locks_in_any_order),
        Item("S2 sellers", "40 crossed orders settled at once", _times(5, sellers)),
        Item("S4", "payment meets expiry", _times(1000, expiry)),
        Item("S4 control", "ended holds count again", _times(10, expiry), no.ended_holds_count_again),
    ]  # fmt: skip


def _intents(sim: Any) -> list[Item]:
    from tests.chaos import intent_races as races
    from tests.chaos import unguarded as no

    def cart(_seed: int) -> list[str]:
        return races.same_cart(times=50)

    def key(_seed: int) -> list[str]:
        return races.same_key(times=50)

    def refund(seed: int) -> list[str]:
        return races.partial_refunds(sim, seed=seed)

    def capture(_seed: int) -> list[str]:
        return races.same_capture(sim, times=20)

    return [
        Item("O1", "one cart, 50 presses at once", _times(100, cart)),
        Item("O1 control", "no locks, no unique cart", _times(3, cart), no.carts_may_be_ordered_twice),
        Item("O1+O2", "one key 50 times, then another body", _times(100, key)),
        Item("O2 control", "keys are not claimed", _times(3, key), no.keys_are_not_claimed),
        Item("O3", "20 carts in two tabs", _times(10, lambda _s: races.two_tabs(sim, carts=20))),
        Item("R1", "25 partial refunds at once", _times(200, refund)),
        Item("R1 control", "refunds are not reserved", _times(2, refund), no.refunds_are_not_reserved),
        Item("W1", "20 ask about one payment at once", _times(200, capture)),
        Item("W1 control", "no locks, states may repeat", _times(3, capture), no.states_may_repeat),
    ]


def _jobs() -> list[Item]:
    from tests.chaos import job_faults

    return [
        Item("J2", "a job that kills its worker", _times(30, lambda _seed: job_faults.poison())),
        Item("J3", "a frozen worker is taken over", _times(20, lambda _seed: job_faults.frozen_worker())),
    ]


def _one_crash(sim: Any, scenario: Any, point: Any, _seed: int) -> list[str]:
    from tests.chaos import crash_points

    return list(crash_points.crash(sim, scenario, point))


def _crash(sim: Any, scenario: Any) -> Item:
    from tests.chaos import crash_points

    def trials() -> Iterator[Trial]:
        points = crash_points.points(crash_points.steps_of(sim, scenario))
        for point in points:
            yield partial(_one_crash, sim, scenario, point)

    name = "C1" if scenario.name in ("order", "cancel") else "C2"
    return Item(f"{name} {scenario.name}", "kill -9 before and after every step", trials())


def _times(most: int, trial: Trial) -> Iterator[Trial]:
    return itertools.repeat(trial, most)
