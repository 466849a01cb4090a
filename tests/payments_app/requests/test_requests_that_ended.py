"""A request that expired or was withdrawn takes no payment; money that comes all the same is told, and can go back."""

import pytest
from django.db import connection

from commerce.kernel.errors import Conflict, Refused
from commerce.kernel.money import Money
from commerce.kernel.states import IllegalMove
from payments.domain import charge, giving_back, ledger, payment_requests
from payments.errors import OverRefund
from payments.models import Payment, PaymentAttempt, PaymentEvent, PaymentRequest, Refund
from tests.chaos import judge, shoppers
from tests.factories.asking import make_request, page_ref

pytestmark = pytest.mark.django_db


def time_is_over() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE payments_paymentrequest SET expires_at = clock_timestamp() - interval '1 s'")


def standing() -> tuple[str, str]:
    return PaymentRequest.objects.get().state, Payment.objects.get().state


def test_after_its_time_it_says_so_and_takes_nothing(payer):
    time_is_over()
    assert "This request has expired" in payer.page()
    assert payer.press().status_code == 302
    assert (standing(), PaymentAttempt.objects.count()) == (("expired", "cancelled"), 0)


def test_a_press_after_its_time_takes_nothing_although_nobody_looked(payer):
    time_is_over()
    payer.press()
    assert (standing(), PaymentAttempt.objects.count()) == (("expired", "cancelled"), 0)


def test_the_clock_ends_it_without_a_visitor(asked):
    assert payment_requests.look_after() == 0
    time_is_over()
    assert (payment_requests.look_after(), standing()) == (1, ("expired", "cancelled"))


def test_it_stays_open_while_its_payer_is_at_the_provider(stripe, asked, payer):
    PaymentRequest.objects.update(expires_at=asked.created_at)
    PaymentRequest.objects.update(expires_at=payment_requests.database_now() + payment_requests.timedelta(minutes=1))
    payer.press()
    assert PaymentRequest.objects.get().expires_at == PaymentAttempt.objects.get().expires_at


def test_a_withdrawn_one_says_so_and_takes_nothing(asked, payer):
    payment_requests.withdraw(request=asked, actor="staff:1", reason="sold elsewhere")
    assert "This request was withdrawn" in payer.page()
    assert payer.press().status_code == 302
    assert (standing(), PaymentAttempt.objects.count()) == (("withdrawn", "cancelled"), 0)
    assert PaymentEvent.objects.get(subject=asked.public_id).reason == "sold elsewhere"


def test_withdrawing_closes_the_page_that_was_open_at_the_provider(stripe, asked, payer):
    payer.press()
    payment_requests.withdraw(request=asked, actor="staff:1")
    assert judge.drain() == []
    assert [session["status"] for session in stripe.book("sessions")] == ["expired"]
    assert judge.books(stripe) == []


def test_it_is_withdrawn_once(asked):
    payment_requests.withdraw(request=asked, actor="staff:1")
    with pytest.raises(IllegalMove):
        payment_requests.withdraw(request=asked, actor="staff:1")


def test_what_is_paid_already_cannot_be_withdrawn(stripe, asked, payer):
    payer.press()
    stripe.pay(page_ref())
    payer.come_back()
    assert payment_requests.withdraw(request=asked, actor="staff:1").state == "paid"
    assert standing() == ("paid", "captured")


@pytest.mark.parametrize("how", ["expired", "withdrawn"])
def test_money_that_comes_later_counts_and_is_called_late(stripe, asked, payer, how):
    payer.press()
    stripe.pay(page_ref())
    if how == "expired":
        time_is_over()
        payment_requests.look_after()
    else:
        payment_requests.withdraw(request=asked, actor="staff:1")
    assert standing() == (how, "cancelled")
    assert judge.recover() == []
    assert (standing(), Refund.objects.count()) == (("paid", "captured"), 0)
    assert "Your money came after this request had ended" in payer.page()
    assert judge.books(stripe) == []


def paid(stripe, payer) -> Payment:
    payer.press()
    stripe.pay(page_ref())
    payer.come_back()
    return Payment.objects.get()


def test_a_part_goes_back_out_of_the_stalls_share_once(stripe, stall, payer):
    payment = paid(stripe, payer)
    for _press in range(2):
        giving_back.give_back(
            payment=payment, amount=Money(200_000, "GYD"), actor="staff:1", reason="smaller cake", key="a"
        )
    assert judge.drain() == []
    assert [refund["amount"] for refund in stripe.book("refunds")] == [200_000]
    assert ledger.balance(code="pending", owner=stall.public_id, currency="GYD").minor == 300_000
    assert "Goes back to you" in payer.page()
    assert judge.books(stripe) == []


def test_no_more_goes_back_than_came(stripe, payer):
    payment = paid(stripe, payer)
    with pytest.raises(OverRefund):
        giving_back.give_back(payment=payment, amount=Money(500_001, "GYD"), actor="staff:1", reason="x", key="a")


def test_the_payment_of_an_order_is_given_back_at_the_order(stripe):
    order = shoppers.paid(stripe, shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    with pytest.raises(Conflict):
        giving_back.give_back(payment=order.payment, amount=Money(1, "GYD"), actor="staff:1", reason="x", key="a")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"amount": Money(0, "GYD")}, "Ask for something."),
        ({"description": "  "}, "Say what it is for."),
        ({"payee": "sel_nobody"}, "There is no such stall."),
        ({"methods": ["gold"]}, "does not have this way of paying: gold"),
        ({"days": 91}, "open for 1 to 90 days"),
        ({"days": 0}, "open for 1 to 90 days"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(stripe, wrong, words):
    with pytest.raises(Refused, match=words):
        make_request(**wrong)
    assert not Payment.objects.exists()


def test_an_attempt_that_was_paid_twice_goes_back_and_the_request_is_paid_once(stripe, asked, payer):
    payer.press()
    first = PaymentAttempt.objects.get()
    PaymentAttempt.objects.update(state="expired")
    payer.press()
    stripe.pay(first.provider_ref)
    stripe.pay(page_ref())
    charge.check(attempt=first, actor="sweeper")
    assert judge.recover() == []
    assert sorted(PaymentAttempt.objects.values_list("state", flat=True)) == ["captured", "surplus"]
    assert standing() == ("paid", "captured")
    assert judge.books(stripe) == []
