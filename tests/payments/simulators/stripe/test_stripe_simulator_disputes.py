"""Disputes and warnings at the simulator: what may be done at which stage, and what moves."""

import pytest
import stripe as sdk

from tests.payments.simulators.driving import Running


@pytest.fixture
def charged(client) -> str:
    params = {
        "amount": 10_000, "currency": "usd", "confirm": True, "payment_method": "pm_card_visa",
        "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
    }  # fmt: skip
    return client.v1.payment_intents.create(params).id


def opened(simulator: Running, charged: str, **words) -> str:
    return simulator.post("/_control/disputes", payment_intent=charged, **words)["id"]


def moved(client, dispute: str) -> list[tuple[int, int]]:
    return [(row.amount, row.fee) for row in client.v1.disputes.retrieve(dispute).balance_transactions]


def test_a_part_of_a_charge_is_disputed(simulator: Running, client, charged):
    assert moved(client, opened(simulator, charged, amount=4_000)) == [(-4_000, 1_500)]


def test_an_inquiry_moves_nothing_and_leaves_the_charge_refundable(simulator: Running, client, charged):
    inquiry = opened(simulator, charged, warning=True)
    assert (moved(client, inquiry), client.v1.disputes.retrieve(inquiry).is_charge_refundable) == ([], True)
    assert client.v1.refunds.create({"payment_intent": charged, "amount": 1_000}).status == "succeeded"
    with pytest.raises(sdk.InvalidRequestError, match="inquiry"):
        client.v1.disputes.close(inquiry)


def test_what_was_won_comes_back_late_and_is_taken_up_again(simulator: Running, client, charged):
    ref = opened(simulator, charged)
    simulator.post("/_control/disputes", dispute=ref, outcome="won", late=True)
    assert moved(client, ref) == [(-10_000, 1_500)]
    simulator.post("/_control/disputes", dispute=ref, reinstate=True)
    simulator.post("/_control/disputes", dispute=ref, take_up=True)
    assert moved(client, ref) == [(-10_000, 1_500), (10_000, -1_500), (-10_000, 1_500)]
    assert client.v1.disputes.retrieve(ref).status == "needs_response"


def test_evidence_is_taken_once(simulator: Running, client, charged):
    ref = opened(simulator, charged)
    client.v1.disputes.update(ref, {"evidence": {"uncategorized_text": "a"}, "submit": False})
    client.v1.disputes.update(ref, {"evidence": {"uncategorized_text": "b"}, "submit": True})
    with pytest.raises(sdk.InvalidRequestError, match="submitted"):
        client.v1.disputes.update(ref, {"evidence": {"uncategorized_text": "c"}, "submit": True})
    assert client.v1.disputes.retrieve(ref).evidence.uncategorized_text == "b"


def test_evidence_names_files_that_were_uploaded(simulator: Running, client, charged):
    with pytest.raises(sdk.InvalidRequestError, match="No such file"):
        client.v1.disputes.update(opened(simulator, charged), {"evidence": {"uncategorized_file": "file_none"}})
