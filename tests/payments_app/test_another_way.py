"""Another way of paying than the one begun: what was begun is closed, nobody is charged twice, and a provider that does
not answer holds nobody up."""

from dataclasses import replace

import pytest
from django.test import Client

from commerce.kernel.resilience import ProviderAway, breaker
from orders.domain import pay
from orders.models import Order
from payments.domain import method_settings
from payments.models import PaymentAttempt, PaymentMethod
from payments.providers import registry
from payments.providers.stripe.adapter import StripeProvider
from tests.chaos import judge, shoppers
from tests.factories.shop import make_cart, make_variant

pytestmark = pytest.mark.django_db


class SecondBank(StripeProvider):
    """The same provider under another name: another account at another bank."""

    name = "second"
    capabilities = replace(StripeProvider.capabilities, name="second", title="Second bank")


@pytest.fixture(autouse=True)
def second(monkeypatch):
    monkeypatch.setitem(registry._brought, "second", SecondBank())


@pytest.fixture
def begun(stripe) -> Order:
    """An order whose page is open at the first provider."""
    order = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    order.page = shoppers.page_of(order)
    return order


def go_to_second(order: Order) -> str:
    return pay.start_payment(order=order, method="second", who="test").provider_ref


def attempts() -> list[tuple[str, str]]:
    return list(PaymentAttempt.objects.values_list("provider", "state"))


def close_first(stripe) -> None:
    breaker("stripe").close()
    stripe.reset()


def test_what_was_begun_is_closed_at_its_provider(stripe, begun):
    go_to_second(begun)
    assert attempts() == [("stripe", "left"), ("second", "open")]
    assert judge.drain() == []
    assert attempts() == [("stripe", "expired"), ("second", "open")]
    assert [session["status"] for session in stripe.book("sessions")] == ["expired", "open"]
    assert Order.objects.get().method == "second"


def test_two_presses_at_once_are_one_attempt_there(stripe, begun):
    assert go_to_second(begun) == go_to_second(Order.objects.get())
    assert attempts() == [("stripe", "left"), ("second", "open")]


def test_who_pays_on_the_page_that_was_left_has_paid_once(stripe, begun):
    page = go_to_second(begun)
    stripe.pay(begun.page)
    pay.look(order=begun)
    assert judge.drain() == []
    assert (Order.objects.get().state, attempts()[0]) == ("paid", ("stripe", "captured"))
    assert judge.recover() == []
    assert {session["id"]: session["status"] for session in stripe.book("sessions")}[page] == "expired"


def test_who_pays_on_both_pages_gets_one_back(stripe, begun):
    page = go_to_second(begun)
    stripe.pay(begun.page)
    stripe.pay(page)
    pay.look(order=begun)
    assert judge.recover() == []
    assert sorted(state for _provider, state in attempts()) == ["captured", "surplus"]
    assert [refund["amount"] for refund in stripe.book("refunds")] == [begun.total_minor]


def test_a_provider_that_does_not_answer_is_left_behind_and_closed_when_it_does(stripe):
    order = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    stripe.fault("status", method="POST", path="/v1/checkout/sessions", status=500, count=3)
    with pytest.raises(ProviderAway):
        shoppers.page_of(order)
    close_first(stripe)
    stripe.pay(go_to_second(order))
    assert pay.look(order=order).state == "paid"
    assert judge.recover() == []
    assert attempts() == [("stripe", "expired"), ("second", "captured")]


def test_the_answer_that_says_so_offers_the_next_way(stripe, client: Client):
    order = shoppers.order(make_cart((make_variant(), 1)))
    session = client.session
    session["orders"] = [order.public_id]
    session.save()
    breaker("stripe").open()
    answer = client.post(f"/orders/{order.public_id}/payment/")
    close_first(stripe)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "does not answer just now" in page
    assert 'value="second"' in page
    assert 'value="stripe"' not in page


def test_a_way_that_the_shop_does_not_have_is_refused(begun, client: Client):
    session = client.session
    session["orders"] = [begun.public_id]
    session.save()
    answer = client.post(f"/orders/{begun.public_id}/payment/", {"method": "gold"})
    assert answer.status_code == 200
    assert attempts() == [("stripe", "open")]


def test_who_pays_the_way_that_was_left_pays_its_fee_and_not_the_other(stripe, begun):
    PaymentMethod.objects.create(provider="second", fee_minor=20_000)
    method_settings.forget()
    before = begun.total_minor
    go_to_second(begun)
    assert Order.objects.get().total_minor == before + 20_000
    stripe.pay(begun.page)
    pay.look(order=begun)
    assert judge.drain() == []
    order = Order.objects.get()
    assert (order.state, order.total_minor, order.fee_minor, order.payment.amount_minor) == ("paid", before, 0, before)
    assert judge.books(stripe) == []
    method_settings.forget()
