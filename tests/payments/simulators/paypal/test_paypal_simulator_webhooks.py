"""Signed webhooks, forged ones, and PayPal's own check of a signature."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests
from cryptography.exceptions import InvalidSignature

from tests.payments.simulators.driving import Delivery, wait_for
from tests.payments.simulators.paypal.driving import WEBHOOK_ID, Receiver, Running, issue


def verified(simulator: Running, delivery: Delivery, body: bytes = b"") -> str:
    """What PayPal's own check says of a delivery."""
    found = {name.lower(): value for name, value in delivery.headers.items()}
    names = ("transmission_id", "transmission_time", "transmission_sig", "cert_url", "auth_algo")
    fields: dict[str, Any] = {name: found.get(f"paypal-{name.replace('_', '-')}", "") for name in names}
    given = json.dumps(fields | {"webhook_id": WEBHOOK_ID})
    text = f'{given[:-1]}, "webhook_event": '.encode() + (body or delivery.body) + b"}"
    answer = requests.post(
        f"{simulator.url}/v1/notifications/verify-webhook-signature", text, timeout=10,
        headers={"Authorization": f"Bearer {simulator.token()}", "Content-Type": "application/json"},
    )  # fmt: skip
    return str(answer.json()["verification_status"])


def test_what_happens_is_told_in_order_and_signed(simulator: Running, receiver: Receiver):
    taken = simulator.captured()
    simulator.refund(taken["id"], "10.00")
    dispute = simulator.post("/_control/disputes", capture=taken["id"])
    simulator.post("/_control/disputes", dispute=dispute["dispute_id"], outcome="lost")
    wait_for(lambda: len(receiver.deliveries) == 5)
    assert sorted(receiver.kinds()) == [
        "CHECKOUT.ORDER.APPROVED", "CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.RESOLVED",
        "PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.REFUNDED",
    ]  # fmt: skip


def test_a_webhook_names_the_order_and_our_reference(simulator: Running, receiver: Receiver):
    taken = simulator.captured()
    wait_for(lambda: len(receiver.deliveries) == 2)
    resource = next(
        event["resource"] for event in map(receiver.event, receiver.deliveries) if event["resource_type"] == "capture"
    )
    order = simulator.kinds("orders")[0]["id"]
    assert resource["id"] == taken["id"]
    assert (resource["custom_id"], resource["supplementary_data"]["related_ids"]["order_id"]) == ("pay_1", order)


def test_paypals_own_check_counts_every_byte(simulator: Running, receiver: Receiver):
    simulator.approved()
    delivery = wait_for(lambda: receiver.deliveries and receiver.deliveries[0])
    assert verified(simulator, delivery) == "SUCCESS"
    assert verified(simulator, delivery, json.dumps(json.loads(delivery.body), indent=1).encode()) == "FAILURE"


@pytest.mark.parametrize("forge", ["wrong_key", "garbage_signature", "wrong_webhook_id", "tampered_body"])
def test_a_forged_signature_fails(simulator: Running, receiver: Receiver, forge):
    simulator.post("/_control/webhooks", hold=True)
    simulator.approved()
    simulator.post("/_control/deliver", event=simulator.kinds("events")[0]["id"], forge=forge)
    with pytest.raises(InvalidSignature):
        receiver.event(receiver.deliveries[0])
    assert verified(simulator, receiver.deliveries[0]) == "FAILURE"


@pytest.mark.parametrize(
    "forge", ["foreign_certificate", "other_host", "look_alike_host", "weak_algorithm", "unsigned"]
)
def test_paypal_does_not_vouch_for_a_forged_certificate_or_algorithm(simulator: Running, receiver: Receiver, forge):
    simulator.post("/_control/webhooks", hold=True)
    simulator.approved()
    simulator.post("/_control/deliver", event=simulator.kinds("events")[0]["id"], forge=forge)
    assert verified(simulator, receiver.deliveries[0]) == "FAILURE"


def test_a_signed_lie_comes_under_a_new_event_id(simulator: Running, receiver: Receiver):
    simulator.post("/_control/webhooks", hold=True)
    simulator.captured()
    true = simulator.kinds("events")[1]
    simulator.post("/_control/deliver", event=true["id"], forge="wrong_amount")
    told = receiver.event(receiver.deliveries[0])
    assert (told["resource"]["amount"]["value"], told["id"] == true["id"]) == ("930.00", False)


def test_webhooks_are_lost_doubled_and_repeated_on_demand(simulator: Running, receiver: Receiver):
    simulator.post("/_control/webhooks", lose_k=1, lose_n=2, duplicates=2)
    receiver.answers = [500]
    simulator.captured()
    wait_for(lambda: len(receiver.deliveries) == 4)
    assert {receiver.event(each)["event_type"] for each in receiver.deliveries} == {"PAYMENT.CAPTURE.COMPLETED"}
    states = [row["state"] for row in simulator.get("/_control/deliveries")["deliveries"]]
    assert sorted(states) == ["delivered", "delivered", "delivered", "failed", "lost"]


def test_the_root_of_the_certificates_is_written_and_stays_the_same(start, tmp_path):
    book, file = tmp_path / "certs.sqlite3", tmp_path / "root.pem"
    start("--root-file", str(file), book=book).stop()
    first = file.read_text()
    start("--root-file", str(file), book=book)
    assert first.startswith("-----BEGIN CERTIFICATE-----")
    assert file.read_text() == first


def test_an_unknown_forgery_is_refused(simulator: Running):
    answer = requests.post(f"{simulator.url}/_control/webhooks", json={"forge": "magic"}, timeout=10)
    assert answer.status_code == 400


def test_refusals_of_the_control_page_speak_paypals_words(simulator: Running):
    answer = requests.post(f"{simulator.url}/_control/pay", json={"order": "NONE"}, timeout=10)
    assert issue(answer) == (404, "INVALID_RESOURCE_ID")
