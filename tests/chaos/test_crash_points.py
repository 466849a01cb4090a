"""Processes killed at a sample of all steps; ./stabroek chaos kills them at every one."""

import pytest

from tests.chaos import crash_driver, crash_points, shoppers, unguarded, unguarded_money

pytestmark = pytest.mark.chaos


@pytest.mark.parametrize("name", crash_points.SCENARIOS)
def test_c1_c2_a_killed_process_loses_and_doubles_nothing(stage, seed, name):
    scenario = crash_points.SCENARIOS[name]
    steps = crash_points.steps_of(stage, scenario)
    assert "http" in steps
    for point in crash_points.points(steps, most=6, seed=seed):
        assert crash_points.crash(stage, scenario, point) == []


def test_c1_control_without_transactions_a_killed_process_leaves_half_an_order(stage, seed):
    scenario = crash_points.SCENARIOS["order"]
    with unguarded_money.every_statement_is_a_commit():
        steps = crash_points.steps_of(stage, scenario)
        sample = crash_points.points(steps, most=12, seed=seed)
        found = next((found for point in sample if (found := crash_points.crash(stage, scenario, point))), [])
    unguarded.wipe()
    assert any("order" in fault for fault in found), found


def test_c2_control_refunds_without_their_own_key_are_sent_twice(stage):
    scenario = crash_points.SCENARIOS["refund"]
    last_call = _last_call(crash_points.steps_of(stage, scenario))
    with unguarded_money.refunds_have_new_keys():
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
