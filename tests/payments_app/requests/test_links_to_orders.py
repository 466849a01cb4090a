"""A link to an order's payment: anybody who has it pays the order, and sees nothing else of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commerce.kernel.errors import Conflict
from orders.domain import cancel, expire, payment_links
from orders.models import Order
from payments.domain import transfers
from payments.models import BankAccount, PaymentAttempt, PaymentRequest
from tests.chaos import judge, shoppers
from tests.factories.asking import Payer, make_request, page_ref

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(stripe) -> Order:
    return shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])


@pytest.fixture
def link(order) -> PaymentRequest:
    return payment_links.ask(order=order, days=2, actor="staff:1", note="Thank you for your call.")


def press(link: PaymentRequest, **typed: str):
    return Client().post(f"/pay/{link.token}/order/", {"method": "stripe", **typed})


def test_the_link_shows_the_amount_and_nothing_personal(order, link):
    page = Payer(link).page()
    for words in (f"Order {order.number}", "G$2,150", "Thank you for your call."):
        assert words in page
    for secret in (order.email, order.full_name, order.phone, order.public_id, order.token):
        assert secret not in page


def test_whoever_has_it_pays_the_order(stripe, order, link):
    answer = press(link)
    assert (answer.status_code, answer["Location"].startswith(stripe.url)) == (303, True)
    assert PaymentAttempt.objects.get().return_url.endswith(f"/pay/{link.token}/return/")
    stripe.pay(page_ref())
    assert "Thank you, it is paid" in Payer(link).come_back()
    assert judge.drain() == []
    assert (Order.objects.get().state, PaymentRequest.objects.get().state) == ("paid", "paid")
    assert judge.recover() == []
    assert judge.books(stripe) == []


def test_the_goods_are_kept_as_long_as_the_link_is_open(order, link):
    kept = (Order.objects.get().due_until - order.placed_at).total_seconds() / 86_400
    assert kept == pytest.approx(2, abs=0.01)
    assert order.lines.get().variant.stock.get().held == 1


def test_there_is_one_open_link_and_after_it_another(order, link):
    assert payment_links.ask(order=order, days=5, actor="staff:2").pk == link.pk
    PaymentRequest.objects.update(state="withdrawn")
    assert payment_links.ask(order=order, days=5, actor="staff:2").pk != link.pk


def test_an_order_that_its_shopper_paid_is_told_as_paid(stripe, order, link):
    stripe.pay(shoppers.page_of(order))
    assert judge.recover() == []
    assert PaymentRequest.objects.get().state == "paid"
    assert "Thank you, it is paid" in Payer(link).page()
    assert judge.books(stripe) == []


def test_shopper_and_giver_at_once_are_one_charge(stripe, order, link):
    shoppers.page_of(order)
    press(link)
    assert PaymentAttempt.objects.count() == 1


def test_a_cancelled_order_is_not_asked_for_any_more(order, link):
    cancel.cancel_order(order=order, actor="staff:1")
    assert "This request has expired" in Payer(link).page()
    assert press(link).status_code == 302
    assert not PaymentAttempt.objects.exists()


def test_an_order_that_expired_first_ends_its_link(order, link):
    judge.run_sql("UPDATE orders_order SET due_until = clock_timestamp() - interval '1 s'")
    expire.expire(order=order)
    assert "This request has expired" in Payer(link).page()
    assert (PaymentRequest.objects.get().state, press(link).status_code) == ("expired", 302)


def test_a_transfer_for_the_order_shows_its_slip_by_the_link(order, link, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    BankAccount.objects.create(bank="Demerara Bank", holder="Market Ltd", number="100-200", currency="GYD")
    transfers.forget_accounts()
    assert press(link, method="bank").status_code == 303
    payer = Payer(link)
    assert "Demerara Bank" in payer.page()
    wrong, right = SimpleUploadedFile("a.txt", b"<html>"), SimpleUploadedFile("a.pdf", b"%PDF-1.4 a slip")
    answer = payer.client.post(f"{payer.address}slip/", {"slip": wrong}, follow=True)
    assert "neither a picture nor a PDF" in answer.content.decode()
    payer.client.post(f"{payer.address}slip/", {"slip": right})
    assert "We have your slip and look at it" in payer.page()
    transfers.forget_accounts()


def test_a_paid_order_has_nothing_to_ask_for(stripe):
    order = shoppers.paid(stripe, shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    with pytest.raises(Conflict):
        payment_links.ask(order=order, days=2, actor="staff:1")


def test_a_request_for_an_amount_is_no_way_to_an_order(stripe, order):
    asked = make_request()
    assert Client().get(f"/pay/{asked.token}/order/").status_code == 404
    assert press(asked).status_code == 404


def test_the_amount_form_takes_no_payment_of_an_order(order, link):
    assert Payer(link).press().status_code == 302
    assert not PaymentAttempt.objects.exists()
