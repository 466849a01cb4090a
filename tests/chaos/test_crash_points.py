"""Processes killed at a sample of all steps; ./stabroek chaos kills them at every one."""

import pytest

from commerce.kernel.ids import new_token
from payments.domain import refunds
from payments.providers.base import RefundOrder
from tests.chaos import crash_driver, crash_points, shoppers, unguarded

pytestmark = pytest.mark.chaos


@pytest.mark.parametrize("name", crash_points.SCENARIOS)
def test_c1_c2_a_killed_process_loses_and_doubles_nothing(stage, seed, name):
    scenario = crash_points.SCENARIOS[name]
    steps = crash_points.steps_of(stage, scenario)
    assert "http" in steps
    for point in crash_points.points(steps, most=6, seed=seed):
        assert crash_points.crash(stage, scenario, point) == []


def test_c2_control_refunds_without_their_own_key_are_sent_twice(stage):
    def anonymous(**order):
        return RefundOrder(**order | {"key": new_token()})

    scenario = crash_points.SCENARIOS["refund"]
    last_call = _last_call(crash_points.steps_of(stage, scenario))
    with unguarded.changed((refunds, "RefundOrder", anonymous)):
        found = crash_points.crash(stage, scenario, (last_call, "after"))
    assert any("provider_refund_differs" in fault for fault in found), found


def test_the_driver_kills_before_and_after_the_step(stage):
    cart = crash_points._cart(stage)

    def work():
        shoppers.page_of(shoppers.order(cart))

    calls = len(stage.book("sessions"))
    steps = crash_driver.learn(work)
    assert len(stage.book("sessions")) == calls + 1
    cart = crash_points._cart(stage)
    assert crash_driver.killed(work, at=_last_call(steps), side="before")
    assert len(stage.book("sessions")) == calls + 1
    cart = crash_points._cart(stage)
    assert crash_driver.killed(work, at=_last_call(steps), side="after")
    assert len(stage.book("sessions")) == calls + 2
    assert not crash_driver.killed(work, at=10_000, side="after")


def _last_call(steps: list[str]) -> int:
    return len(steps) - steps[::-1].index("http")
