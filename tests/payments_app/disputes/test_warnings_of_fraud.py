"""A bank's early word of fraud: it moves nothing, and stands at the payment so that somebody acts before a dispute."""

import pytest

from payments.domain import fraud, sweep
from payments.models import Dispute, FraudWarning, PaymentAttempt, WebhookEvent
from tests.payments_app.disputes.judging import accounts, faults, intent

pytestmark = pytest.mark.django_db


@pytest.fixture
def warned(stripe, paid) -> dict:
    return stripe.post("fraud_warnings", payment_intent=intent())


def test_a_webhook_puts_it_at_the_payment_and_moves_nothing(stripe, warned, knock):
    before = accounts()
    (event,) = (event for event in stripe.book("events") if event["type"] == "radar.early_fraud_warning.created")
    assert {knock(event) for _time in range(3)} == {200}
    assert faults(stripe) == []
    row = FraudWarning.objects.get()
    assert (row.attempt, row.kind, accounts()) == (PaymentAttempt.objects.get(), "made_with_stolen_card", before)
    assert (WebhookEvent.objects.get().warnings, Dispute.objects.count()) == ([warned["id"]], 0)


def test_one_whose_webhook_was_lost_is_found_by_asking(stripe, warned):
    assert (sweep.list_disputes(), faults(stripe)) == (1, [])
    assert (FraudWarning.objects.get().provider_ref, sweep.list_disputes()) == (warned["id"], 0)


def test_one_of_a_charge_that_we_do_not_know_yet_is_kept_and_placed_later(stripe, warned):
    known = PaymentAttempt.objects.get()
    PaymentAttempt.objects.update(charge_ref="pi_other", public_id="att_other")
    assert fraud.learn(provider_name="stripe", ref=warned["id"]).attempt is None
    PaymentAttempt.objects.update(charge_ref=known.charge_ref, public_id=known.public_id)
    assert fraud.learn(provider_name="stripe", ref=warned["id"]).attempt == known
    assert FraudWarning.objects.count() == 1
