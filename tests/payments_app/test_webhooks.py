"""W1, W3, P3: the provider's events twice, never, and lying. W2, W4 and W5 are in tests/chaos."""

import pytest
from django.db import connection, transaction

from commerce.jobs.models import Job
from orders.domain import pay
from orders.models import Order
from payments.domain import inbox, sweep
from payments.models import PaymentAttempt, PaymentEvent, WebhookEvent
from payments.providers.stripe.adapter import NO_NEWS
from payments.queries.named import attempts_named, refunds_named
from tests.chaos import judge

pytestmark = pytest.mark.django_db


def state_of(order: Order) -> str:
    return Order.objects.get(pk=order.pk).state


def test_w1_an_event_that_comes_ten_times_is_worked_on_once(stripe, waiting, knock):
    stripe.pay(waiting.page)
    event = stripe.book("events")[-1]
    assert {knock(event) for _ in range(10)} == {200}
    assert WebhookEvent.objects.get().deliveries == 10
    assert Job.objects.filter(kind=inbox.READ).count() == 1
    assert judge.drain() == []
    assert Job.objects.filter(kind=inbox.PROCESS).count() == 1
    assert state_of(waiting) == "paid"
    assert PaymentEvent.objects.filter(after="captured", subject=waiting.payment.public_id).count() == 1
    assert judge.books(stripe) == []


def news_of(stripe) -> list[dict]:
    """The events of the payment that say something."""
    return [event for event in stripe.book("events") if event["type"] not in NO_NEWS]


def asked(stripe, since: int) -> list[str]:
    """What the provider was asked after request number `since`."""
    return [f"{row['method']} {row['path']}" for row in stripe.requests() if row["seq"] > since]


def test_all_events_of_a_payment_are_one_question(stripe, waiting, knock):
    stripe.pay(waiting.page)
    events = news_of(stripe)
    assert len(events) == 3
    assert {knock(event) for event in events} == {200}
    since = stripe.latest
    assert judge.drain() == []
    assert asked(stripe, since) == [f"GET /v1/checkout/sessions/{waiting.page}"]
    assert Job.objects.filter(kind=inbox.PROCESS).count() == 1
    attempt = waiting.payment.attempts.get()
    assert set(WebhookEvent.objects.values_list("outcome", flat=True)) == {attempt.public_id}
    assert state_of(waiting) == "paid"


def test_of_a_payment_that_the_return_has_recorded_nothing_is_asked(stripe, waiting, knock):
    stripe.pay(waiting.page)
    pay.look(order=waiting)
    since = stripe.latest
    for event in news_of(stripe):
        knock(event)
    assert judge.drain() == []
    assert asked(stripe, since) == []
    assert not Job.objects.filter(kind=inbox.PROCESS).exists()
    assert not WebhookEvent.objects.filter(processed_at=None).exists()


def test_a_full_inbox_is_read_to_its_end(stripe, waiting, knock, monkeypatch):
    monkeypatch.setattr(inbox, "AT_ONCE", 2)
    stripe.pay(waiting.page)
    for event in news_of(stripe):
        knock(event)
    Job.objects.filter(kind=inbox.READ).delete()
    assert inbox.read() == 2
    assert judge.drain() == []
    assert not WebhookEvent.objects.filter(processed_at=None).exists()


def test_the_ids_of_a_message_are_looked_up_by_indexes(db):
    found = [attempts_named("stripe", ["pi_1", "att_1"]), refunds_named("stripe", ["re_1", "rfd_1"])]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert not [plan for plan in (rows.explain() for rows in found) if "Seq Scan" in plan]


def test_w3_with_all_webhooks_lost_the_sweep_settles(stripe, waiting):
    stripe.pay(waiting.page)
    assert sweep.sweep() == 0
    PaymentAttempt.objects.update(created_at="2020-01-01T00:00Z")
    assert sweep.sweep() == 1
    assert judge.drain() == []
    assert state_of(waiting) == "paid"


def test_w3_a_check_that_became_a_dead_letter_does_not_block_the_next(stripe, waiting):
    PaymentAttempt.objects.update(created_at="2020-01-01T00:00Z")
    Job.objects.filter(kind="payments.check_attempt").delete()
    sweep.sweep()
    dead = Job.objects.get(kind="payments.check_attempt")
    Job.objects.filter(pk=dead.pk).update(state="dead", dedupe=dead.dedupe.rpartition(":")[0] + ":1")
    sweep.sweep()
    assert Job.objects.filter(kind="payments.check_attempt", state="ready").count() == 1


def test_p3_a_genuine_signature_over_a_lie_pays_nothing(stripe, waiting, knock):
    """The event says paid, the provider does not: the provider is asked."""
    session = {"id": waiting.page, "object": "checkout.session", "payment_status": "paid", "amount_total": 1}
    event = {
        "id": "evt_lie",
        "object": "event",
        "type": "checkout.session.completed",
        "livemode": False,
        "data": {"object": session},
    }
    assert knock(event) == 200
    assert judge.drain() == []
    assert state_of(waiting) == "pending"


def test_words_of_any_length_that_somebody_else_wrote_are_taken(stripe, waiting, knock):
    thing = {"id": "pi_other", "object": "payment_intent", "metadata": {"attempt": "x" * 500}}
    event = {"id": "evt_long", "object": "event", "type": "x", "livemode": False, "data": {"object": thing}}
    assert knock(event) == 200
    assert judge.drain() == []
    assert WebhookEvent.objects.get().outcome == "nothing of ours"


def test_an_event_about_nothing_of_ours_is_taken_and_changes_nothing(stripe, waiting, knock):
    event = {
        "id": "evt_other",
        "object": "event",
        "type": "x",
        "livemode": False,
        "data": {"object": {"id": "pi_other"}},
    }
    assert knock(event) == 200
    assert judge.drain() == []
    assert WebhookEvent.objects.get().outcome == "nothing of ours"
