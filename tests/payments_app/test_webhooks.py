"""W1, W3, P3: the provider's events twice, never, and lying. W2, W4 and W5 are in tests/chaos."""

import pytest

from commerce.jobs.models import Job
from orders.models import Order
from payments.domain import sweep
from payments.models import PaymentAttempt, PaymentEvent, WebhookEvent
from tests.chaos import judge

pytestmark = pytest.mark.django_db


def state_of(order: Order) -> str:
    return Order.objects.get(pk=order.pk).state


def test_w1_an_event_that_comes_ten_times_is_worked_on_once(stripe, waiting, knock):
    stripe.pay(waiting.page)
    event = stripe.book("events")[-1]
    assert {knock(event) for _ in range(10)} == {200}
    assert WebhookEvent.objects.get().deliveries == 10
    assert Job.objects.filter(kind="payments.process_webhook").count() == 1
    assert judge.drain() == []
    assert state_of(waiting) == "paid"
    assert PaymentEvent.objects.filter(after="captured", subject=waiting.payment.public_id).count() == 1
    assert judge.books(stripe) == []


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
