"""A payment of the shop at PayPal, from the button to the refund, with the provider's own book beside it."""

from itertools import permutations

import pytest
from django.test import Client

from commerce.kernel.money import Money
from commerce.kernel.resilience import ProviderAway
from payments.domain import charge, refunds
from payments.domain.bills import Share, bill
from payments.models import Payment, PaymentAttempt, Refund, WebhookEvent
from tests.chaos import judge

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(paypal) -> PaymentAttempt:
    """An attempt whose page is open at PayPal."""
    payment = bill(
        reference="ord_1", amount=Money(3000, "USD"), payer="shopper@example.com", description="Two stalls",
        shares=[Share("sel_1", "goods", 3000)],
    )  # fmt: skip
    made = charge.open_attempt(
        payment=payment, way=charge.Way("paypal", payment.amount), return_url="http://localhost/back/",
        cancel_url="http://localhost/cart/", actor="test",
    )  # fmt: skip
    charge.send(attempt=made, actor="test")
    made.refresh_from_db()
    return made


def knock(delivery) -> int:
    """Bring a delivery to the shop's door."""
    headers = {name: value for name, value in delivery.headers.items() if name.lower().startswith("paypal")}
    answer = Client().post(
        "/payments/paypal/webhook", delivery.body, content_type="application/json", headers=headers
    )  # fmt: skip
    return answer.status_code


def stuck() -> list[str]:
    """Jobs of payments that cannot be done, when all have been tried. No order waits behind this payment."""
    return [line for line in judge.drain() if "payments." in line]


def states(attempt: PaymentAttempt) -> tuple[str, str]:
    attempt.refresh_from_db()
    return attempt.state, Payment.objects.get().state


def test_an_approval_told_by_webhook_is_taken_and_paid(paypal, attempt, delivered):
    paypal.pay(attempt.provider_ref)
    assert knock(delivered(paypal.events("CHECKOUT.ORDER.APPROVED")[0])) == 200
    assert stuck() == []
    assert states(attempt) == ("captured", "captured")
    assert (attempt.charge_ref, attempt.fee_minor) == (paypal.book("captures")[0]["id"], 154)


def test_a_lost_webhook_is_made_up_for_by_asking(paypal, attempt):
    paypal.pay(attempt.provider_ref)
    charge.check(attempt=attempt, actor="sweep")
    assert states(attempt) == ("captured", "captured")


def test_the_same_event_ten_times_takes_it_once(paypal, attempt, delivered):
    paypal.pay(attempt.provider_ref)
    event = paypal.events("CHECKOUT.ORDER.APPROVED")[0]
    assert {knock(delivered(event)) for _ in range(10)} == {200}
    assert stuck() == []
    assert (WebhookEvent.objects.get().deliveries, len(paypal.book("captures"))) == (10, 1)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_events_in_any_order_end_the_same(paypal, attempt, delivered, order):
    paypal.pay(attempt.provider_ref)
    paypal.fault("drop", path="*/capture", when="after", count=3)
    with pytest.raises(ProviderAway):
        charge.check(attempt=attempt, actor="return")
    paypal.post("refunds", capture=paypal.book("captures")[0]["id"], amount={"currency_code": "USD", "value": "5.00"})
    events = [row["id"] for row in paypal.book("events")]
    assert [knock(delivered(events[place])) for place in order] == [200, 200, 200]
    assert stuck() == []
    assert states(attempt) == ("captured", "captured")


@pytest.mark.parametrize("forge", ["unsigned", "wrong_key", "other_host", "stale", "tampered_body"])
def test_a_forged_event_is_turned_away_at_the_door(paypal, attempt, delivered, forge):
    paypal.pay(attempt.provider_ref)
    assert knock(delivered(paypal.events("CHECKOUT.ORDER.APPROVED")[0], forge)) == 400
    assert WebhookEvent.objects.count() == 0


def test_a_decline_is_told_and_another_funding_pays(paypal, attempt):
    paypal.pay(attempt.provider_ref, "declined")
    charge.check(attempt=attempt, actor="return")
    assert (states(attempt)[0], attempt.decline_code) == ("open", "instrument_declined")
    paypal.post("clock", advance=60)
    paypal.pay(attempt.provider_ref)
    charge.check(attempt=attempt, actor="return")
    assert states(attempt) == ("captured", "captured")


def test_an_attempt_that_was_given_up_is_not_taken_when_approved_late(paypal, attempt, delivered):
    charge.give_up(attempt=attempt, actor="sweep")
    paypal.pay(attempt.provider_ref)
    knock(delivered(paypal.events("CHECKOUT.ORDER.APPROVED")[0]))
    assert stuck() == []
    assert (states(attempt), paypal.book("captures")) == (("expired", "due"), [])


def test_a_refund_of_the_shop_is_one_at_paypal(paypal, attempt):
    paypal.pay(attempt.provider_ref)
    charge.check(attempt=attempt, actor="return")
    payment = Payment.objects.get()
    made = refunds.request(
        payment=payment, amount=payment.amount, actor="staff", reason="late", dedupe="a",
        shares=[Share("sel_1", "goods", payment.amount_minor)],
    )  # fmt: skip
    paypal.fault("drop", path="*/refund", when="after")
    refunds.send(refund=made, actor="test")
    assert (Refund.objects.get().state, [row["amount"]["value"] for row in paypal.book("refunds")]) == (
        "done", ["30.00"],
    )  # fmt: skip
