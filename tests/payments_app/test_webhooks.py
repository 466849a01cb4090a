"""W1 to W4: the provider's events twice, in any order, never, and not from the provider."""

import itertools
import time

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
    assert {knock(event).status_code for _ in range(10)} == {200}
    assert WebhookEvent.objects.get().deliveries == 10
    assert Job.objects.filter(kind="payments.process_webhook").count() == 1
    assert judge.drain() == []
    assert state_of(waiting) == "paid"
    assert PaymentEvent.objects.filter(after="captured", subject=waiting.payment.public_id).count() == 1
    assert judge.books(stripe) == []


@pytest.mark.parametrize("order_of_events", itertools.permutations(range(4)), ids=str)
def test_w2_events_in_any_order_end_the_same(stripe, waiting, knock, order_of_events):
    stripe.pay(waiting.page)
    events = stripe.book("events")[-4:]
    assert len(events) == 4
    for place in order_of_events:
        assert knock(events[place]).status_code == 200
        assert judge.drain() == []
    assert state_of(waiting) == "paid"
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


FORGERIES = {
    "another secret": {"secret": "whsec_of_somebody_else"},
    "an empty secret": {"secret": ""},
    "no signature": {"signature": ""},
    "a signature of nothing": {"signature": "t=1,v1="},
    "an unknown scheme": {"signature": "t=1,v0=00"},
    "garbage": {"signature": "garbage"},
    "no timestamp": {"signature": "v1=00"},
    "a timestamp that is no number": {"signature": "t=now,v1=00"},
    "six minutes old": {"at": time.time() - 360},
    "from the future": {"at": time.time() + 600},
    "the year 1970": {"at": 0},
    "no JSON": {"body": "<html>"},
    "an empty body": {"body": ""},
    "another mode": {"livemode": True},
    "another account": {"account": "acct_stranger"},
}


@pytest.mark.parametrize("name", FORGERIES)
def test_w4_what_is_not_from_the_provider_is_refused_and_leaves_nothing(stripe, waiting, knock, name):
    stripe.pay(waiting.page)
    forged = dict(FORGERIES[name])
    changes = {word: forged.pop(word) for word in ("livemode", "account") if word in forged}
    event = {**stripe.book("events")[-1], **changes}
    assert knock(event, **forged).status_code == 400
    assert not WebhookEvent.objects.exists()
    assert state_of(waiting) == "pending"


def test_w4_a_genuine_signature_under_another_body_is_refused(stripe, waiting, knock):
    stripe.pay(waiting.page)
    event = stripe.book("events")[-1]
    genuine = knock(event).wsgi_request.headers["Stripe-Signature"]
    assert knock({**event, "id": "evt_other"}, signature=genuine).status_code == 400


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
    assert knock(event).status_code == 200
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
    assert knock(event).status_code == 200
    assert judge.drain() == []
    assert WebhookEvent.objects.get().outcome == "nothing of ours"
