"""An order paid at MMG: the way back names a number, the look-up pays, and no number pays twice."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from commerce.kernel.money import Money
from orders.domain import pay, refunds
from orders.models import Order
from payments.domain import by_hand, charge, claims
from payments.models import NumberClaim, PaymentAttempt, ProviderNumber, Refund
from tests.chaos import judge, shoppers

pytestmark = pytest.mark.django_db


def place() -> Order:
    order = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    order.page = pay.start_payment(order=order, method="mmg", who="test").next_url
    return order


@pytest.fixture
def order(mmg) -> Order:
    return place()


def come_back(paid: dict, client: Client | None = None):
    return (client or Client()).get(f"/payments/mmg/return?{urlsplit(paid['redirect']).query}")


def attempt_of(order: Order) -> PaymentAttempt:
    return PaymentAttempt.objects.get(payment=order.payment)


def test_the_way_back_leads_to_the_order_which_is_paid_then(mmg, order, client: Client):
    session = client.session
    session["orders"] = [order.public_id]
    session.save()
    answer = come_back(mmg.pay(order.page), client)
    assert answer["Location"] == attempt_of(order).return_url
    assert client.get(urlsplit(answer["Location"]).path)["Location"].endswith("/thanks/")
    assert (Order.objects.get().state, attempt_of(order).state) == ("paid", "captured")
    assert ProviderNumber.objects.count() == 2
    assert mmg.times_charged(attempt_of(order).public_id) == 1


def test_a_reply_alone_pays_nothing(mmg, order):
    forged = mmg.forged(attempt_of(order).public_id, number="20402048536279")
    assert Client().post("/payments/mmg/webhook", forged, content_type="application/json").status_code == 200
    assert judge.drain() == []
    assert attempt_of(order).state == "open"


def test_a_flood_of_forged_claims_does_not_push_out_the_true_one(mmg, order):
    reference = attempt_of(order).public_id
    for number in range(8):
        Client().post("/payments/mmg/webhook", mmg.forged(reference, str(number)), content_type="application/json")
    come_back(mmg.pay(order.page))
    for _look in range(2):
        charge.check(attempt=attempt_of(order), actor="test")
    assert attempt_of(order).state == "captured"


def test_claims_are_kept_in_number(mmg, order):
    reference = attempt_of(order).public_id
    for number in range(claims.MOST + 5):
        claims.learn(provider_name="mmg", learned={reference: str(number)})
    assert NumberClaim.objects.count() == claims.MOST


def test_the_number_of_one_order_pays_no_other(mmg, order):
    other = place()
    come_back(mmg.pay(order.page))
    pay.look(order=order)
    number = attempt_of(order).claims.get().number
    claims.learn(provider_name="mmg", learned={attempt_of(other).public_id: number})
    charge.check(attempt=attempt_of(other), actor="test")
    assert (attempt_of(order).state, attempt_of(other).state) == ("captured", "open")


def test_two_orders_that_show_one_number_at_the_same_time_are_not_both_paid(mmg, order):
    other = place()
    come_back(mmg.pay(order.page))
    number = attempt_of(order).claims.get().number
    claims.learn(provider_name="mmg", learned={attempt_of(other).public_id: number})
    charge.check(attempt=attempt_of(other), actor="test")
    charge.check(attempt=attempt_of(order), actor="test")
    assert sorted([attempt_of(order).state, attempt_of(other).state]) == ["captured", "open"]


def test_an_address_that_nobody_can_read_is_answered_in_words(mmg):
    answer = Client().get("/payments/mmg/return?token=nonsense")
    assert answer.status_code == 400
    assert "your payment is not lost" in answer.content.decode()


def test_a_part_goes_back_by_hand_and_the_whole_by_mmg(mmg, order):
    come_back(mmg.pay(order.page))
    paid = pay.look(order=order)
    refunds.refund(order=paid, actor="staff", reason="late", key="a", amount=Money(5_000, "GYD"))
    assert [line for line in judge.drain() if "payments." in line] == []
    part = Refund.objects.get()
    assert (part.by_hand, part.state) == (True, "pending")
    by_hand.paid(refund=part, how="MMG to 600 1234", actor="staff:1")
    assert judge.books() == []
    whole = place()
    come_back(mmg.pay(whole.page))
    refunds.refund(order=pay.look(order=whole), actor="staff", reason="late", key="b")
    assert [line for line in judge.drain() if "payments." in line] == []
    assert Refund.objects.latest("pk").by_hand is False


def test_money_for_an_attempt_that_was_given_up_still_finds_it(mmg, order):
    paid = mmg.pay(order.page)
    charge.give_up(attempt=attempt_of(order), actor="test")
    assert attempt_of(order).state == "expired"
    come_back(paid)
    charge.check(attempt=attempt_of(order), actor="test")
    assert attempt_of(order).state == "captured"


def test_what_was_paid_before_it_is_given_up_is_asked_first(mmg, order):
    come_back(mmg.pay(order.page))
    charge.give_up(attempt=attempt_of(order), actor="test")
    assert attempt_of(order).state == "captured"
