"""C1, C2: kill -9 at every step of placing, paying, webhooks, refunds and cancelling; then recovery, then the judge."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from commerce.jobs.domain import enqueue_soon
from commerce.kernel.ids import new_token
from commerce.kernel.money import Money
from orders.domain import cancel, pay, refunds
from orders.models import Order
from payments.domain import inbox, method_settings, transfers
from payments.models import WebhookEvent
from tests.chaos import crash_driver, judge, shoppers
from tests.factories.stripe import Simulator

Point = tuple[int, str]
ENDS = {"paid", "expired", "cancelled", "unfillable"}


@dataclass(frozen=True)
class Scenario:
    """`prepare` sets the stage and gives what `work` needs; `work` is what dies."""

    name: str
    prepare: Callable[[Simulator], Any]
    work: Callable[[Simulator, Any], Any]


def _cart(_simulator: Simulator) -> Any:
    method_settings.by_provider()  # both from the cache each time, so that the steps stay the same
    transfers.currencies()
    return shoppers.carts([[(shoppers.shelf(3), 2), (shoppers.shelf(3), 1)]])[0]


def _order_and_pay(simulator: Simulator, cart: Any) -> None:
    order = shoppers.order(cart)
    simulator.pay(shoppers.page_of(order))
    pay.look(order=order)


def _event_of_a_payment(simulator: Simulator) -> Order:
    order = shoppers.order(_cart(simulator))
    simulator.pay(shoppers.page_of(order))
    refs = [order.payment.attempts.get().public_id]
    WebhookEvent.objects.create(provider="stripe", event_id=new_token(), kind="x", body="{}", refs=refs)
    enqueue_soon(inbox.READ)
    return order


def _work_off(_simulator: Simulator, _order: Order) -> None:
    judge.drain()


def _paid_order(simulator: Simulator) -> Order:
    order = shoppers.paid(simulator, _cart(simulator))
    judge.drain()
    return order


def _refund(_simulator: Simulator, order: Order) -> None:
    refunds.refund(order=order, amount=Money(10_000, order.currency), actor="staff", reason="late", key=new_token())
    judge.drain()


def _cancel(_simulator: Simulator, order: Order) -> None:
    cancel.cancel_order(order=order, actor="shopper")
    judge.drain()


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("order", _cart, _order_and_pay),
        Scenario("webhook", _event_of_a_payment, _work_off),
        Scenario("refund", _paid_order, _refund),
        Scenario("cancel", _paid_order, _cancel),
    )
}


def steps_of(simulator: Simulator, scenario: Scenario) -> list[str]:
    """The steps of a scenario, learnt from one run without a crash."""
    stage = scenario.prepare(simulator)
    return crash_driver.learn(lambda: scenario.work(simulator, stage))


def points(steps: list[str], *, most: int | None = None, seed: int = 0) -> list[Point]:
    """Both sides of every step; with `most`, that many of them, spread evenly from a seeded start."""
    every = [(place, side) for place in range(1, len(steps) + 1) for side in ("before", "after")]
    if most is None or most >= len(every):
        return every
    stride = len(every) / most
    first = random.Random(seed).uniform(0, stride)
    return [every[int(first + turn * stride)] for turn in range(most)]


def crash(simulator: Simulator, scenario: Scenario, point: Point) -> list[str]:
    """One crash, the recovery, and what the judge then finds."""
    stage = scenario.prepare(simulator)
    crash_driver.killed(lambda: scenario.work(simulator, stage), at=point[0], side=point[1])
    found = judge.recover() + judge.books(simulator)
    found += [f"order left {state}" for state in Order.objects.values_list("state", flat=True) if state not in ENDS]
    if held := [units for units in _held() if units]:
        found.append(f"units still held: {held}")
    return [f"{scenario.name} {point[1]} step {point[0]}: {fault}" for fault in found]


def _held() -> list[int]:
    from catalog.models import StockLevel

    return list(StockLevel.objects.values_list("held", flat=True))
