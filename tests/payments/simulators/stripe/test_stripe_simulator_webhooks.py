"""Webhooks: signed, retried, doubled, shuffled, lost, forged; events can be read instead."""

from __future__ import annotations

import pytest
import stripe

from payments.simulators.stripe.events import BROKEN_SEALS, FALSE_FACTS
from tests.payments.simulators.stripe.driving import Receiver, Running, charged, new_session, wait_for

PAID = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "charge.updated"]


def tries(simulator: Running) -> list[tuple[int, int, str]]:
    """Attempt, status and state of each try, newest first."""
    rows = simulator.get("/_control/deliveries")["deliveries"]
    return [(row["attempt"], row["status"], row["state"]) for row in rows]


def test_every_change_arrives_signed(simulator: Running, client, receiver: Receiver):
    session = new_session(client)
    simulator.pay(session)
    wait_for(lambda: len(receiver.deliveries) == 5)
    assert sorted(receiver.types()) == sorted([*PAID, "checkout.session.completed"])
    done = next(d.event() for d in receiver.deliveries if d.event().type == "checkout.session.completed")
    assert (done.api_version, done.livemode) == ("2026-10-28.endive", False)
    assert (done.data.object.id, done.data.object.client_reference_id) == (session.id, "pay_1")
    assert done.request.id is None


def test_an_event_names_the_request_that_caused_it(client):
    intent = client.v1.payment_intents.create({"amount": 500, "currency": "usd"}, {"idempotency_key": "cause"})
    event = client.v1.events.list({"type": "payment_intent.created"}).data[0]
    assert (event.request.idempotency_key, event.data.object.id) == ("cause", intent.id)
    assert event.request.id == intent.last_response.request_id
    assert client.v1.events.retrieve(event.id).type == "payment_intent.created"


def test_a_refund_event_says_what_was_before(client):
    intent = charged(client)
    client.v1.refunds.create({"payment_intent": intent.id, "amount": 100})
    event = client.v1.events.list({"type": "charge.refunded"}).data[0]
    assert event.data.previous_attributes.to_dict() == {"amount_refunded": 0, "refunded": False}
    assert event.data.object.amount_refunded == 100


def test_refused_deliveries_and_redirects_come_again(simulator: Running, client, receiver: Receiver):
    receiver.answers = [500, 302]
    client.v1.payment_intents.create({"amount": 500, "currency": "usd"})
    wait_for(lambda: len(receiver.deliveries) == 3)
    assert len({delivery.event().id for delivery in receiver.deliveries}) == 1
    wait_for(lambda: tries(simulator)[:1] == [(3, 200, "delivered")])
    assert tries(simulator)[1:] == [(2, 302, "failed"), (1, 500, "failed")]


def test_duplicates_come_at_once(simulator: Running, client, receiver: Receiver):
    simulator.post("/_control/webhooks", duplicates=4)
    client.v1.payment_intents.create({"amount": 500, "currency": "usd"})
    wait_for(lambda: len(receiver.deliveries) == 5)
    times = [delivery.at for delivery in receiver.deliveries]
    assert len({delivery.event().id for delivery in receiver.deliveries}) == 1
    assert max(times) - min(times) < 0.5


def test_shuffled_events_all_arrive_in_another_order(simulator: Running, client, receiver: Receiver):
    simulator.post("/_control/webhooks", reorder=4)
    charged(client)
    wait_for(lambda: len(receiver.deliveries) == 4)
    assert sorted(receiver.types()) == sorted(PAID)
    assert receiver.types() != PAID


def test_lost_events_never_come_but_can_be_read(simulator: Running, client, receiver: Receiver):
    simulator.post("/_control/webhooks", lose_all=True)
    charged(client)
    assert {row["state"] for row in simulator.get("/_control/deliveries")["deliveries"]} == {"lost"}
    simulator.post("/_control/webhooks", lose_k=0)
    client.v1.payment_intents.create({"amount": 500, "currency": "usd"})
    wait_for(lambda: receiver.deliveries)
    assert receiver.types() == ["payment_intent.created"]
    listed = [event.type for event in client.v1.events.list().data]
    assert listed == ["payment_intent.created", *PAID[::-1]]


def test_one_of_two_lost(simulator: Running, client, receiver: Receiver):
    simulator.post("/_control/webhooks", lose_k=1, lose_n=2)
    charged(client)
    wait_for(lambda: len(receiver.deliveries) == 2)
    assert sorted(receiver.types()) == ["charge.succeeded", "charge.updated"]


@pytest.mark.parametrize("forge", BROKEN_SEALS)
def test_broken_seals_are_refused_by_the_sdk(simulator: Running, client, receiver: Receiver, forge):
    simulator.post("/_control/webhooks", hold=True)
    client.v1.payment_intents.create({"amount": 500, "currency": "usd"})
    event = client.v1.events.list().data[0].id
    simulator.post("/_control/deliver", event=event, forge=forge)
    with pytest.raises((stripe.SignatureVerificationError, ValueError)):
        receiver.deliveries[0].event()


@pytest.mark.parametrize("forge", FALSE_FACTS)
def test_false_facts_are_sealed_and_new(simulator: Running, client, receiver: Receiver, forge):
    simulator.post("/_control/webhooks", hold=True)
    client.v1.payment_intents.create({"amount": 500, "currency": "usd", "metadata": {"order": "1"}})
    true = client.v1.events.list().data[0]
    simulator.post("/_control/deliver", event=true.id, forge=forge)
    false = receiver.deliveries[0].event()
    assert false.id != true.id
    assert false.to_dict() | {"id": ""} != true.to_dict() | {"id": ""}


def test_held_events_are_delivered_in_any_order_asked_for(simulator: Running, client, receiver: Receiver):
    simulator.post("/_control/webhooks", hold=True)
    charged(client)
    ids = [event.id for event in client.v1.events.list().data]
    order = [ids[2], ids[0], ids[3], ids[1]]
    sent = simulator.post("/_control/deliver", events=order, copies=2)["deliveries"]
    assert [delivery.event().id for delivery in receiver.deliveries] == [event for event in order for _ in range(2)]
    assert {row["status"] for row in sent} == {200}


def test_delay_and_type_filter(simulator: Running, client, receiver: Receiver):
    wanted = ["payment_intent.succeeded"]
    modes = simulator.post("/_control/webhooks", delay_min=0.4, delay_max=0.5, enabled_events=wanted)
    assert (modes["secret"], modes["seed"]) == ("set", 7)
    charged(client)
    assert receiver.deliveries == []
    wait_for(lambda: receiver.deliveries)
    assert receiver.types() == wanted
    endpoint = client.v1.webhook_endpoints.list().data[0]
    assert (endpoint.url, endpoint.status, endpoint.enabled_events) == (receiver.url, "enabled", wanted)


def test_events_are_listed_by_time(client):
    charged(client)
    newest = client.v1.events.list().data[0]
    assert client.v1.events.list({"created": {"gt": newest.created}}).data == []
    assert len(client.v1.events.list({"created": {"gte": newest.created - 60}}).data) == 4
