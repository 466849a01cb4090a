"""An amount that is only set aside when the order is placed: taken with the parcel, given up, or lapsed."""

import pytest

from commerce.kernel.resilience import ProviderAway
from orders.domain import cancel, fulfil, pay
from orders.models import Invoice, Order
from payments.domain import charge, ledger, method_settings, taking
from payments.models import Payment, PaymentAttempt, PaymentMethod
from tests.chaos import judge, shoppers
from tests.factories.shop import make_order, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def later(stripe):
    PaymentMethod.objects.create(provider="stripe", captures_later=True)
    method_settings.forget()
    yield
    method_settings.forget()


@pytest.fixture
def promised(stripe) -> Order:
    """A confirmed order of one thing."""
    order = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    stripe.pay(shoppers.page_of(order))
    return pay.look(order=order)


def states() -> tuple[str, str, str]:
    return Order.objects.get().state, Payment.objects.get().state, PaymentAttempt.objects.last().state


def aside() -> int:
    return ledger.balance(code="authorised", owner="stripe", currency="GYD").minor


def intent(stripe) -> dict:
    (found,) = stripe.book("payment_intents")
    return found


def test_the_order_is_confirmed_and_packed_while_nothing_is_charged(stripe, promised):
    assert states() == ("confirmed", "authorised", "authorised")
    assert (promised.parts.get().state, Invoice.objects.count()) == ("confirmed", 0)
    assert (intent(stripe)["status"], aside()) == ("requires_capture", promised.total_minor)
    assert PaymentAttempt.objects.get().risk == "normal 21"
    assert judge.books(stripe) == []


def test_it_is_taken_when_the_parcel_is_sent(stripe, promised):
    fulfil.ship(part=promised.parts.get(), actor="seller")
    assert judge.drain() == []
    assert states() == ("paid", "captured", "captured")
    assert (intent(stripe)["amount_received"], aside()) == (promised.total_minor, 0)
    assert Order.objects.get().paid_at is not None
    assert promised.parts.get().invoice.sequence == 1
    assert judge.books(stripe) == []


def test_a_taking_whose_answer_was_lost_is_one_charge(stripe, promised):
    stripe.fault("drop", method="POST", path="/v1/payment_intents/*/capture", when="after", count=3)
    taking.want(payment=promised.payment)
    with pytest.raises(ProviderAway):
        taking.take(attempt=PaymentAttempt.objects.get(), actor="test")
    assert states()[2] == "authorised"
    assert judge.recover() == []
    assert states() == ("paid", "captured", "captured")
    assert [charge["amount_captured"] for charge in stripe.book("charges")] == [promised.total_minor]
    assert judge.books(stripe) == []


def test_a_cancelled_order_gives_it_up_at_the_provider(stripe, promised):
    cancel.cancel_order(order=promised, actor="shopper")
    assert judge.drain() == []
    assert states() == ("cancelled", "cancelled", "expired")
    assert (intent(stripe)["status"], aside()) == ("canceled", 0)
    assert shoppers.level(promised.lines.get().variant) == (5, 0, 0)
    assert judge.books(stripe) == []


def test_what_has_lapsed_is_due_again_and_can_be_paid_anew(stripe, promised):
    attempt = PaymentAttempt.objects.get()
    stripe.cancel(attempt.charge_ref)
    charge.check(attempt=attempt, actor="sweeper")
    assert states() == ("confirmed", "due", "expired")
    order = Order.objects.get()
    assert order.is_to_be_paid
    PaymentMethod.objects.update(captures_later=False)
    method_settings.forget()
    stripe.pay(shoppers.page_of(order))
    pay.look(order=order)
    assert states() == ("paid", "captured", "captured")
    assert judge.books(stripe) == []


def test_what_has_lapsed_before_it_is_taken_is_due_again(stripe, promised):
    stripe.cancel(PaymentAttempt.objects.get().charge_ref)
    fulfil.ship(part=promised.parts.get(), actor="seller")
    assert judge.drain() == []
    assert states() == ("confirmed", "due", "expired")
    assert judge.books(stripe) == []


def test_what_is_set_aside_for_an_order_that_was_cancelled_meanwhile_is_given_up(stripe):
    order = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    page = shoppers.page_of(order)
    stripe.pay(page)
    cancel.cancel_order(order=order, actor="shopper")
    assert judge.recover() == []
    assert states() == ("cancelled", "cancelled", "expired")
    assert intent(stripe)["status"] == "canceled"
    assert judge.books(stripe) == []


def test_an_order_with_files_is_charged_at_once(stripe):
    variant = make_variant()
    type(variant.product).objects.update(is_digital=True)
    order = make_order((variant, 1))
    stripe.pay(shoppers.page_of(order))
    pay.look(order=order)
    assert states() == ("paid", "captured", "captured")
