"""Refunds and disputes: never more than was taken, and what comes later."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from tests.payments.simulators.stripe.driving import Running, charged, wait_for


def test_partial_refunds_add_up_and_then_stop(client):
    intent = charged(client, amount=10_000)
    first = client.v1.refunds.create({"payment_intent": intent.id, "amount": 4_000, "metadata": {"refund": "r1"}})
    assert (first.status, first.amount, first.charge) == ("succeeded", 4_000, intent.latest_charge)
    with pytest.raises(stripe.InvalidRequestError) as over:
        client.v1.refunds.create({"payment_intent": intent.id, "amount": 6_001})
    assert over.value.user_message == ("Refund amount ($60.01) is greater than unrefunded amount on charge ($60.00)")
    rest = client.v1.refunds.create({"charge": intent.latest_charge, "reason": "requested_by_customer"})
    with pytest.raises(stripe.InvalidRequestError) as again:
        client.v1.refunds.create({"payment_intent": intent.id})
    assert (rest.amount, again.value.code) == (6_000, "charge_already_refunded")
    charge = client.v1.charges.retrieve(intent.latest_charge)
    assert (charge.refunded, charge.amount_refunded) == (True, 10_000)
    assert [row.id for row in client.v1.refunds.list({"payment_intent": intent.id}).data] == [
        rest.id,
        first.id,
    ]


def test_parallel_refunds_never_exceed_the_charge(simulator: Running):
    client = simulator.client()
    intent = charged(client, amount=10_000)

    def ask(amount: int) -> int:
        try:
            return client.v1.refunds.create({"payment_intent": intent.id, "amount": amount}).amount
        except stripe.InvalidRequestError:
            return 0

    with ThreadPoolExecutor(25) as pool:
        given = sum(pool.map(ask, [1_000] * 20 + [5_000] * 5))
    assert given == 10_000
    assert sum(refund["amount"] for refund in simulator.kinds("refunds")) == 10_000


@pytest.mark.parametrize(
    ("given", "param"), [({}, "payment_intent"), ({"payment_intent": "pi_none"}, "payment_intent")]
)
def test_a_refund_needs_a_payment(client, given, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create(given)
    assert refused.value.param == param


def test_a_disputed_charge_cannot_be_refunded(simulator: Running, client):
    intent = charged(client, "pm_card_createDispute")
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"payment_intent": intent.id})
    assert refused.value.code == "charge_disputed"
    dispute = client.v1.disputes.list({"payment_intent": intent.id}).data[0]
    assert (dispute.status, dispute.amount) == ("needs_response", 10_000)
    client.v1.disputes.update(dispute.id, {"evidence": {"product_description": "Cassareep"}, "submit": True})
    assert simulator.post("/_control/disputes", dispute=dispute.id, outcome="won")["status"] == "won"
    types = [event.type for event in client.v1.events.list({"type": "charge.dispute.*"}).data]
    assert types == [
        f"charge.dispute.{word}" for word in ("funds_reinstated", "closed", "updated", "funds_withdrawn", "created")
    ]


def test_pending_refunds_succeed_or_fail_when_told(simulator: Running, client):
    intent = charged(client, "pm_card_pendingRefund", amount=10_000)
    good = client.v1.refunds.create({"payment_intent": intent.id, "amount": 1_000})
    bad = client.v1.refunds.create({"payment_intent": intent.id, "amount": 2_000})
    assert (good.status, bad.status) == ("pending", "pending")
    simulator.post("/_control/refunds", refund=good.id, status="succeeded")
    simulator.post("/_control/refunds", refund=bad.id, status="failed", reason="declined")
    assert client.v1.refunds.retrieve(good.id).status == "succeeded"
    assert client.v1.refunds.retrieve(bad.id).failure_reason == "declined"
    assert client.v1.charges.retrieve(intent.latest_charge).amount_refunded == 1_000


def test_a_refund_can_fail_by_itself_later(simulator: Running, client):
    simulator.post("/_control/refund_outcomes", outcome="pending_then_fail", seconds=0, count=1)
    intent = charged(client)
    refund = client.v1.refunds.create({"payment_intent": intent.id})
    assert refund.status == "pending"
    wait_for(lambda: client.v1.refunds.retrieve(refund.id).status == "failed")
    types = [event.type for event in client.v1.events.list({"types": ["refund.failed", "refund.created"]}).data]
    assert types == ["refund.failed", "refund.created"]
    assert client.v1.refunds.create({"payment_intent": intent.id}).status == "succeeded"


def test_a_refund_made_past_the_shop_is_one_like_any_other(simulator: Running, client):
    intent = charged(client, amount=10_000)
    made = simulator.post("/_control/refunds", payment_intent=intent.id, amount=2_500)
    assert [row.id for row in client.v1.refunds.list({"payment_intent": intent.id}).data] == [made["id"]]
    event = client.v1.events.list({"type": "charge.refunded"}).data[0]
    assert (event.data.object.amount_refunded, event.request.id) == (2_500, None)
