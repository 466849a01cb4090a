"""Faults on the wire before and after the work, and the book after a kill."""

from __future__ import annotations

import threading

import pytest
import requests
import stripe

from tests.payments.simulators.stripe.driving import Running, charged, new_session, wait_for

SUM = {"amount": 500, "currency": "usd"}
INTENTS = "/v1/payment_intents"


def made(simulator: Running) -> int:
    return len(simulator.kinds("payment_intents"))


def test_dropped_before_the_work_nothing_was_done(simulator: Running):
    simulator.fault("drop", INTENTS, when="before")
    with pytest.raises(stripe.APIConnectionError):
        simulator.client(retries=0).v1.payment_intents.create(SUM)
    assert made(simulator) == 0


def test_dropped_after_the_work_the_same_key_gets_the_true_answer(simulator: Running):
    simulator.fault("drop", INTENTS, when="after")
    client = simulator.client(retries=0)
    with pytest.raises(stripe.APIConnectionError):
        client.v1.payment_intents.create(SUM, {"idempotency_key": "lost"})
    assert made(simulator) == 1
    again = client.v1.payment_intents.create(SUM, {"idempotency_key": "lost"})
    assert (again.id, made(simulator)) == (simulator.kinds("payment_intents")[0]["id"], 1)


def test_the_sdk_retries_over_a_lost_reply_by_itself(simulator: Running, client):
    simulator.fault("drop", INTENTS, when="after")
    assert client.v1.payment_intents.create(SUM).amount == 500
    assert made(simulator) == 1
    assert [row["status"] for row in simulator.get("/_control/requests")["requests"]] == [200, 0]


def test_a_hang_after_the_work_times_out_and_is_answered_on_retry(simulator: Running):
    simulator.fault("hang", INTENTS, when="after", seconds=1.5)
    client = simulator.client(retries=0, read=0.4)
    with pytest.raises(stripe.APIConnectionError):
        client.v1.payment_intents.create(SUM, {"idempotency_key": "slow"})
    assert client.v1.payment_intents.create(SUM, {"idempotency_key": "slow"}).amount == 500
    assert made(simulator) == 1


def test_a_hang_before_the_work_still_does_it_when_nobody_waits(simulator: Running):
    simulator.fault("hang", INTENTS, when="before", seconds=0.8)
    client = simulator.client(retries=0, read=0.3)
    with pytest.raises(stripe.APIConnectionError):
        client.v1.payment_intents.create(SUM, {"idempotency_key": "late"})
    assert made(simulator) == 0
    wait_for(lambda: made(simulator) == 1)


@pytest.mark.parametrize(
    ("status", "error"), [(500, stripe.APIError), (503, stripe.APIError), (429, stripe.RateLimitError)]
)
def test_statuses_before_the_work_keep_nothing_under_the_key(simulator: Running, status, error):
    simulator.fault("status", INTENTS, status=status, retry_after=3)
    client = simulator.client(retries=0)
    with pytest.raises(error) as failed:
        client.v1.payment_intents.create(SUM, {"idempotency_key": "again"})
    assert (failed.value.http_status, failed.value.headers["Retry-After"]) == (status, "3")
    assert (client.v1.payment_intents.create(SUM, {"idempotency_key": "again"}).amount, made(simulator)) == (
        500,
        1,
    )


def test_a_status_after_the_work_hides_what_was_done(simulator: Running):
    simulator.fault("status", "/v1/refunds", method="POST", when="after", status=500)
    client = simulator.client(retries=0)
    intent = charged(client)
    with pytest.raises(stripe.APIError):
        client.v1.refunds.create({"payment_intent": intent.id}, {"idempotency_key": "refund"})
    assert client.v1.refunds.create({"payment_intent": intent.id}, {"idempotency_key": "refund"}).amount == 10_000
    assert len(simulator.kinds("refunds")) == 1


def test_garbage_latency_counts_and_patterns(simulator: Running):
    simulator.fault("garbage", "/v1/payment_intents/*", method="GET")
    simulator.fault("latency", INTENTS, seconds=0.3, count=None)
    client = simulator.client(retries=0)
    intent = client.v1.payment_intents.create(SUM)
    with pytest.raises(stripe.APIError):
        client.v1.payment_intents.retrieve(intent.id)
    assert client.v1.payment_intents.retrieve(intent.id).id == intent.id
    rules = simulator.get("/_control/faults")["faults"]
    assert [(rule["action"], rule["count"]) for rule in rules] == [("latency", None)]
    assert requests.delete(simulator.url + "/_control/faults", timeout=5).json() == {"faults": []}


def test_senseless_faults_are_refused(simulator: Running):
    for rule in (
        {"action": "explode"},
        {"action": "drop", "when": "never"},
        {"path": "/v1/*"},
        {"action": "drop", "x": 1},
    ):
        assert requests.post(simulator.url + "/_control/faults", json=rule, timeout=5).status_code == 400


def test_an_answered_request_survives_kill_9(start):
    first = start("--webhook-url", "http://127.0.0.1:9/hook", "--webhook-secret", "whsec_kept")
    client, answered = first.client(retries=0), []

    def keep_paying() -> None:
        try:
            for number in range(10_000):
                answered.append(charged(client, expand=[], metadata={"n": str(number)}).id)
        except stripe.APIConnectionError:
            pass

    payers = [threading.Thread(target=keep_paying) for _ in range(4)]
    for payer in payers:
        payer.start()
    wait_for(lambda: len(answered) > 40)
    first.kill()
    for payer in payers:
        payer.join()
    second = start(book=first.book)
    kept = {row["id"] for row in second.kinds("payment_intents") if row["status"] == "succeeded"}
    assert set(answered) <= kept
    assert len(kept) == len([row for row in second.kinds("charges") if row["paid"]])
    assert second.get("/_control/webhooks")["url"] == "http://127.0.0.1:9/hook"


def test_replies_faults_and_pages_survive_a_restart(start):
    first = start()
    intent = first.client().v1.payment_intents.create(SUM, {"idempotency_key": "kept"})
    session = new_session(first.client())
    first.fault("status", "/v1/refunds", count=3)
    first.kill()
    second = start(book=first.book)
    assert second.client().v1.payment_intents.create(SUM, {"idempotency_key": "kept"}).id == intent.id
    assert second.get("/_control/faults")["faults"][0]["count"] == 3
    assert second.pay(session)["payment_status"] == "paid"


def test_it_says_where_it_listens_and_ends_cleanly(start):
    process = start()
    assert process.line == f"listening on {process.url}\n"
    assert process.stop() == 0
