"""How the shop learns of a dispute: by a webhook, by asking, late, twice, out of order, or of a charge of nobody's."""

import itertools
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from commerce.jobs.models import Event, Job
from commerce.kernel.clock import database_now
from commerce.kernel.resilience import ProviderAway
from payments.domain import disputes, sweep
from payments.domain import record as payments_record
from payments.domain import refunds as provider_refunds
from payments.models import Dispute, Journal, PaymentAttempt, Refund, WebhookEvent
from payments.providers.base import Disputed, Fetched, Refunded
from tests.chaos import judge
from tests.payments_app.disputes.judging import accounts, faults, frozen, learn, shares, told

pytestmark = pytest.mark.django_db


def announced() -> list[str]:
    return list(Event.objects.filter(name__contains="disput").order_by("pk").values_list("name", flat=True))


def test_a_webhook_opens_the_case_with_its_due_date(stripe, paid, bank, knock):
    ref = bank(reason="product_not_received")
    assert [knock(event) for event in told(stripe)] == [200, 200]
    assert faults(stripe) == []
    dispute, there = Dispute.objects.get(), stripe.book("disputes")[0]
    assert (dispute.provider_ref, dispute.reason, dispute.state) == (ref, "product_not_received", "needs_response")
    assert int(dispute.due_at.timestamp()) == there["evidence_details"]["due_by"]
    assert set(WebhookEvent.objects.values_list("outcome", "disputes__0")) == {
        (f"{paid.payment.attempts.get().public_id}, {dispute.public_id}", ref)
    }
    assert Job.objects.filter(kind="payments.process_webhooks").count() == 1
    assert announced() == ["payments.disputed"]


def test_with_all_webhooks_lost_it_is_found_by_asking(stripe, paid, bank):
    ref = bank()
    assert (sweep.list_disputes(), judge.drain()) == (1, [])
    assert Dispute.objects.get().provider_ref == ref
    assert (sweep.list_disputes(), sweep.sweep()) == (0, 0)
    stripe.post("disputes", dispute=ref, outcome="lost")
    Dispute.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    assert (sweep.sweep(), faults(stripe)) == (1, [])
    assert (Dispute.objects.get().state, announced()) == ("lost", ["payments.disputed", "payments.dispute_ended"])
    Dispute.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    assert sweep.sweep() == 0


def test_what_was_won_is_asked_about_until_the_money_is_back(stripe, paid, bank):
    ref = bank()
    stripe.post("disputes", dispute=ref, outcome="won", late=True)
    learn(ref)
    stripe.post("disputes", dispute=ref, reinstate=True)
    Dispute.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    assert (sweep.sweep(), faults(stripe), frozen()) == (1, [], {})


def test_one_that_had_ended_before_anybody_heard_of_it_is_told_from_beginning_to_end(stripe, paid, bank):
    stripe.post("disputes", dispute=bank(), outcome="lost")
    assert (sweep.list_disputes(), faults(stripe)) == (1, [])
    assert (Dispute.objects.get().state, Dispute.objects.get().ended_at is None) == ("lost", False)
    assert announced() == ["payments.disputed", "payments.dispute_ended"]


def test_events_in_any_order_and_twice_end_the_same(stripe, paid, bank, knock):
    ref = bank()
    stripe.post("disputes", dispute=ref, outcome="won")
    events = told(stripe)
    assert len(events) == 4
    ends = set()
    for number, order in enumerate(itertools.permutations(events)):
        for event in [*order, *reversed(order)]:
            assert knock({**event, "id": f"{event['id']}_{number}"}) == 200
        assert judge.drain() == []
        ends.add((Dispute.objects.get().state, tuple(sorted(accounts().items()))))
    assert (len(ends), Journal.objects.filter(kind__startswith="dispute").count()) == (1, 0)
    assert faults(stripe) == []


def test_each_step_worked_on_before_the_next_event_comes(stripe, paid, bank, knock):
    ref = bank()
    for event in told(stripe):
        knock(event)
        assert judge.drain() == []
    held = frozen()
    stripe.post("disputes", dispute=ref, outcome="lost")
    for event in reversed(told(stripe)):
        knock(event)
        assert judge.drain() == []
    assert (held, frozen(), Dispute.objects.get().state) == (shares(), {}, "lost")
    assert Journal.objects.filter(kind__startswith="dispute").count() == 2


def test_a_word_that_is_older_than_the_last_one_changes_nothing(stripe, disputed):
    before = disputes.adapter_of("stripe").dispute(disputed.provider_ref)
    asked_at = timezone.now() - timedelta(minutes=5)
    stripe.post("disputes", dispute=disputed.provider_ref, outcome="lost")
    learn(disputed.provider_ref)
    late = disputes.record(provider_name="stripe", found=before, asked_at=asked_at, actor="test")
    assert (late.state, frozen()) == ("lost", {})
    assert faults(stripe) == []


def test_one_that_was_placed_once_stays_there_although_the_provider_names_its_charge_no_more(stripe, paid, disputed):
    bare = replace(disputes.adapter_of("stripe").dispute(disputed.provider_ref), charge_ref="", reference="")
    lost = replace(bare, standing="lost")
    disputes.record(provider_name="stripe", found=lost, asked_at=database_now(), actor="test")
    assert (frozen(), accounts().get("disputed"), judge.books()) == ({}, None, [])


def test_a_dispute_of_money_that_nobody_has_told_us_of_records_that_first(stripe, waiting):
    stripe.pay(waiting.page, card="pm_card_createDispute")
    assert PaymentAttempt.objects.get().state == "open"
    assert (sweep.list_disputes(), faults(stripe)) == (1, [])
    waiting.refresh_from_db()
    assert (waiting.state, Dispute.objects.get().withdrawn_minor) == ("paid", waiting.total_minor)
    assert frozen() == shares()


def test_a_charge_of_nobodys_is_a_case_without_entries(stripe, paid):
    attempt = PaymentAttempt.objects.get()
    PaymentAttempt.objects.update(charge_ref="pi_other", public_id="att_other")
    before, ref = accounts(), str(stripe.post("disputes", payment_intent=attempt.charge_ref)["id"])
    unknown = learn(ref)
    assert (unknown.payment_id, unknown.state, accounts(), announced()) == (None, "needs_response", before, [])
    PaymentAttempt.objects.update(charge_ref=attempt.charge_ref, public_id=attempt.public_id)
    known = learn(ref)
    assert (known.pk, known.payment_id, announced()) == (unknown.pk, paid.payment_id, ["payments.disputed"])
    assert frozen() == shares()


def test_a_signed_lie_about_a_dispute_that_does_not_exist_is_nothing_of_ours(stripe, paid, knock):
    thing = {"id": "du_of_nobody", "object": "dispute", "payment_intent": None}
    lie = {"id": "evt_lie", "object": "event", "type": "charge.dispute.closed", "livemode": False,
           "data": {"object": thing}}  # fmt: skip
    assert knock(lie) == 200
    assert (faults(stripe), Dispute.objects.count()) == ([], 0)
    assert WebhookEvent.objects.get().outcome == "nothing of ours"


def test_while_the_provider_is_away_nothing_is_written_and_the_next_question_finds_it(stripe, paid, bank):
    ref = bank()
    stripe.fault("status", path="/v1/disputes/*", status=500, count=3)
    with pytest.raises(ProviderAway):
        learn(ref)
    assert Dispute.objects.count() == 0
    stripe.reset()
    assert learn(ref).state == "needs_response"


@pytest.fixture
def twice(paid) -> PaymentAttempt:
    """The order was paid a second time; that goes back."""
    first = PaymentAttempt.objects.get()
    again = PaymentAttempt.objects.create(
        payment=paid.payment, provider="stripe", amount_minor=first.amount_minor, covers_minor=first.amount_minor,
        currency="GYD", state="open", provider_ref="cs_again",
    )  # fmt: skip
    came = Fetched("captured", again.amount, again.public_id, charge_ref="pi_again")
    return payments_record.record(attempt=again, fetched=came, actor="test")


def of_twice(attempt: PaymentAttempt, standing: Any = "needs_response") -> Dispute:
    found = Disputed("du_again", "pi_again", attempt.amount, attempt.amount, standing, "duplicate")
    return disputes.record(provider_name="stripe", found=found, asked_at=database_now(), actor="test")


def test_a_charge_that_was_paid_twice_and_goes_back_already_freezes_nobodys_share(twice):
    dispute = of_twice(twice)
    assert (dispute.uncovered, frozen(), judge.books()) == (twice.amount, {}, [])


def test_a_charge_that_was_paid_twice_and_could_not_go_back_is_disputed_out_of_what_waits(twice):
    Refund.objects.update(state="sent")
    provider_refunds.record(refund=Refund.objects.get(), answer=Refunded("failed", "re_1", "disputed"), actor="test")
    dispute = of_twice(twice)
    assert (frozen(), dispute.uncovered.minor) == ({twice.payment.public_id: twice.amount_minor}, 0)
    assert (accounts().get("suspense"), judge.books()) == (None, [])
    of_twice(twice, "lost")
    assert (accounts().get("disputed"), frozen(), accounts().get("losses"), judge.books()) == (None, {}, None, [])
