"""An order in Guyana dollars paid at PayPal in US dollars: the rate is agreed to, kept, and both currencies balance."""

from decimal import Decimal

import pytest
from django.test import Client

from commerce.currencies.domain.by_hand import set_manual
from commerce.currencies.queries.exchange import Exchange
from commerce.kernel.money import Money
from orders.domain import pay, refunds
from orders.models import Order
from payments.domain import ledger
from payments.domain.methods import methods_for
from payments.models import Payment, PaymentAttempt, Refund
from tests.chaos import judge, shoppers

pytestmark = pytest.mark.django_db


def rate(units: str) -> None:
    set_manual(base="USD", quote="GYD", rate=Decimal(units), actor="staff:1", note="the bank", is_sure=True)


@pytest.fixture
def order(paypal) -> Order:
    rate("209.20")
    placed = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    assert placed.total == Money(215_000, "GYD")  # G$1,850 and G$300 for the way
    return placed


def offered(order: Order):
    return next(method for method in methods_for(pay.purchase(order)) if method.name == "paypal")


def begin(order: Order) -> PaymentAttempt:
    pay.start_payment(order=order, method="paypal", who="test")
    return PaymentAttempt.objects.get()


def paid(paypal, order: Order) -> Order:
    paypal.pay(begin(order).provider_ref)
    return pay.look(order=order)


def balances(code: str, owner: str) -> dict[str, int]:
    return {
        currency: ledger.balance(code=code, owner=owner, currency=currency).minor for currency in ("GYD", "USD")
    }  # fmt: skip


def test_the_amount_and_the_rate_are_said_before(order):
    assert offered(order).asked == Money(1028, "USD")  # 2,150 / 209.20 = 10.277
    assert offered(order).terms == "You pay US$10.28 there: 1 USD = 209.20 GYD (the market's own rate)."


def test_the_order_keeps_the_rate_and_another_day_changes_nothing(paypal, order):
    begin(order)
    rate("300")
    kept = Order.objects.get()
    assert offered(kept).asked == Money(1028, "USD")
    assert Exchange.from_kept(kept.exchange).rows == Exchange.from_kept(order.exchange).rows
    assert PaymentAttempt.objects.get().rate == Decimal("209.20")


def test_who_agreed_to_another_amount_is_shown_the_new_one_and_not_charged(paypal, order, client: Client):
    session = client.session
    session["orders"] = [order.public_id]
    session.save()
    address = f"/orders/{order.public_id}/payment/"
    rate("300")
    answer = client.post(address, {"method": "paypal", "asked_paypal": "1028 USD"})
    assert answer.status_code == 200
    assert "The exchange rate has changed. You pay US$7.17 there" in answer.content.decode()
    assert not PaymentAttempt.objects.exists()
    assert client.post(address, {"method": "paypal", "asked_paypal": "717 USD"}).status_code == 303
    assert PaymentAttempt.objects.get().amount == Money(717, "USD")


def test_each_currency_balances_and_the_parties_have_theirs_in_guyana_dollars(paypal, order):
    assert paid(paypal, order).state == "paid"
    attempt, payment = PaymentAttempt.objects.get(), Payment.objects.get()
    assert (attempt.amount, attempt.covers, payment.captured_minor) == (Money(1028, "USD"), order.total, 215_000)
    assert balances("provider", "paypal") == {"GYD": 0, "USD": 1028 - attempt.fee_minor}
    assert balances("exchange", "GYD/USD") == {"GYD": -215_000, "USD": 1028}
    assert judge.books() == []


def test_parts_that_go_back_add_up_to_what_came(paypal, order):
    order = paid(paypal, order)
    for key, minor in (("a", 70_000), ("b", 70_001), ("c", 74_999)):
        refunds.refund(order=order, actor="staff", reason="late", key=key, amount=Money(minor, "GYD"))
    assert [line for line in judge.drain() if "payments." in line] == []
    assert [refund.sent_minor for refund in Refund.objects.all()] == [334, 335, 359]
    assert sum(int(row["amount"]["value"].replace(".", "")) for row in paypal.book("refunds")) == 1028
    assert balances("exchange", "GYD/USD") == {"GYD": 0, "USD": 0}
    assert judge.books() == []


def test_without_a_rate_it_cannot_be_chosen_and_says_why(paypal):
    order = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    assert offered(order).off == "There is no exchange rate from GYD to USD. Amounts stay in GYD for now."
