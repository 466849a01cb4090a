"""The provider's words out of order, not from the provider, and many at once, in small."""

import pytest

from commerce.kernel.ids import new_token
from tests.chaos import shoppers, unguarded_money, webhook_faults

pytestmark = pytest.mark.chaos


def test_w2_five_events_in_any_order_end_the_same(stage, seed):
    for order_of_kinds in shoppers.seeded(seed).sample(webhook_faults.PERMUTATIONS, 6):
        assert webhook_faults.reordered(stage, order_of_kinds) == []


def test_w2_control_events_that_are_believed_end_differently(stage):
    failed_last = sorted(webhook_faults.KINDS, key=lambda kind: kind.endswith("failed"))
    with unguarded_money.events_are_believed():
        found = webhook_faults.reordered(stage, failed_last)
    assert any("ended as" in fault for fault in found), found


def test_w4_what_is_not_from_the_provider_leaves_nothing(stage):
    assert len(webhook_faults.FORGERIES) >= 15
    assert [f for name in webhook_faults.FORGERIES for f in webhook_faults.forged(stage, name)] == []


def test_w4_control_without_the_signature_forgeries_come_in(stage):
    with unguarded_money.signatures_are_not_checked():
        found = webhook_faults.forged(stage, "another secret")
    assert any("answered 200" in fault for fault in found), found


def test_w5_the_door_answers_at_once_and_keeps_the_body(stage):
    """Every turn keeps every body. One of three is in time: a machine with other work to do stands still at times."""
    for _turn in range(3):
        found = webhook_faults.door(100, mark=new_token())
        assert [fault for fault in found if not fault.startswith("p99")] == []
        if not found:
            return
    pytest.fail(f"not one turn was in time: {found}")


def test_w5_control_a_door_that_does_the_work_is_slow(stage):
    stage.fault("latency", path="/v1/account*", seconds=0.6, count=None)
    with unguarded_money.the_door_does_the_work():
        found = webhook_faults.door(2, mark=new_token())
    assert any("p99" in fault for fault in found), found
