"""P1, P2, R2: the provider did the work and its answer was lost; it is asked, and nothing is done twice."""

import pytest
import requests

from commerce.kernel.money import Money
from commerce.kernel.resilience import ProviderAway
from orders.domain import expire, pay, refunds
from orders.models import Order
from payments.domain import refunds as provider_refunds
from payments.models import PaymentAttempt, Refund
from tests.chaos import judge, shoppers

pytestmark = pytest.mark.django_db


@pytest.fixture
def placed(stripe) -> Order:
    return shoppers.order(shoppers.carts([[(shoppers.shelf(1), 1)]])[0])


def lose_answers(stripe, path: str) -> None:
    """The provider works, and drops the line before it answers, as often as one call is repeated."""
    rule = {"action": "drop", "method": "POST", "path": path, "when": "after", "count": 3}
    assert requests.post(f"{stripe.url}/_control/faults", json=rule, timeout=10).status_code == 200


def test_p1_a_page_whose_answer_was_lost_is_found_again(stripe, placed):
    lose_answers(stripe, "/v1/checkout/sessions")
    with pytest.raises(ProviderAway):
        shoppers.page_of(placed)
    assert PaymentAttempt.objects.get().state == "sent"
    page = shoppers.page_of(placed)
    assert [session["id"] for session in stripe.book("sessions")] == [page]


def test_p1_a_lost_answer_is_resolved_by_the_sweep_and_the_books_agree(stripe, placed):
    lose_answers(stripe, "/v1/checkout/sessions")
    with pytest.raises(ProviderAway):
        shoppers.page_of(placed)
    (session,) = stripe.book("sessions")
    stripe.pay(session["id"])
    assert judge.recover() == []
    assert Order.objects.get().state == "paid"
    assert len([i for i in stripe.book("payment_intents") if i["status"] == "succeeded"]) == 1
    assert judge.books(stripe) == []


def test_r2_a_refund_whose_answer_was_lost_is_one_refund_at_the_provider(stripe, placed):
    stripe.pay(shoppers.page_of(placed))
    order = pay.look(order=placed)
    made = refunds.refund(order=order, amount=Money(5_000, "GYD"), actor="staff", reason="late", key="a")
    lose_answers(stripe, "/v1/refunds")
    with pytest.raises(ProviderAway):
        provider_refunds.send(refund=made, actor="test")
    assert Refund.objects.get().state == "sent"
    assert judge.recover() == []
    assert Refund.objects.get().state == "done"
    assert [refund["amount"] for refund in stripe.book("refunds")] == [5_000]
    assert judge.books(stripe) == []


def test_p2_what_was_paid_and_is_sold_out_goes_back_by_itself(stripe, placed):
    page = shoppers.page_of(placed)
    Order.objects.update(due_until="2020-01-01T00:00Z")
    assert expire.expire(order=placed)
    rival = shoppers.order(shoppers.carts([[(placed.lines.get().variant, 1)]])[0])
    stripe.pay(page)
    stripe.pay(shoppers.page_of(rival))
    pay.look(order=rival)
    assert judge.recover() == []
    assert set(Order.objects.values_list("state", flat=True)) == {"paid", "unfillable"}
    assert [refund["amount"] for refund in stripe.book("refunds")] == [placed.total_minor]
    assert judge.books(stripe) == []


def test_money_on_a_page_that_was_given_up_while_it_was_being_made_finds_its_order(stripe, placed, monkeypatch):
    from payments.providers.stripe.adapter import StripeProvider

    start = StripeProvider.start

    def start_and_meanwhile_give_up(self, charge):
        started = start(self, charge)
        PaymentAttempt.objects.update(state="expired")
        return started

    monkeypatch.setattr(StripeProvider, "start", start_and_meanwhile_give_up)
    page = shoppers.page_of(placed)
    stripe.pay(page)
    attempt = PaymentAttempt.objects.get()
    assert attempt.provider_ref == page
