"""The desk of payment requests: ask, send, withdraw, give back; and the link that staff make at an order."""

import pytest
from django.test import Client
from django.urls import reverse

from orders.models import Order
from payments.models import Payment, PaymentRequest, Refund
from tests.chaos import judge
from tests.factories.asking import Payer, make_request, page_ref
from tests.factories.shop import make_order, make_seller, make_user, make_variant

pytestmark = pytest.mark.django_db
TYPED = {"amount": "5,000", "description": "A cake for Saturday", "payee": "market", "days": "7"}


def act(staff: Client, row: object, name: str, **typed: str):
    label = row._meta.label_lower.replace(".", "_")
    return staff.post(reverse(f"admin:{label}_act", args=[row.pk, name]), typed)


def new(staff: Client, **typed: object):
    return staff.post(reverse("admin:payments_paymentrequest_add"), TYPED | typed)


@pytest.fixture
def paid(simulator, staff) -> Payment:
    simulator.post("reset")
    payer = Payer(make_request())
    payer.press()
    simulator.pay(page_ref())
    payer.come_back()
    return Payment.objects.get()


def test_staff_ask_for_a_stall_and_get_the_link_with_its_code(staff, staff_user) -> None:
    stall = make_seller(name="Auntie Fay")
    answer = new(staff, payee=stall.public_id, methods=["stripe"], note="Ring the bell.")
    row = PaymentRequest.objects.get()
    assert answer["Location"] == reverse("admin:payments_paymentrequest_change", args=[row.pk])
    assert (row.amount_minor, row.payee, row.methods, row.note) == (
        500_000,
        stall.public_id,
        ["stripe"],
        "Ring the bell.",
    )
    assert row.actor == f"staff:{staff_user.public_id}"
    page = staff.get(answer["Location"]).content.decode()
    for words in (row.address, "qr.svg", "Auntie Fay", "Desk Person", "https://wa.me/?text="):
        assert words in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0"}, {"amount": ""}, {"amount": "1.001"}, {"amount": "-5"}, {"description": " "}, {"days": "0"},
        {"days": "91"}, {"payee": "sel_x"}, {"methods": ["gold"]},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_asked_for_is_told_in_the_form(staff, wrong) -> None:
    answer = new(staff, **wrong)
    assert (answer.status_code, "errornote" in answer.content.decode()) == (200, True)
    assert not Payment.objects.exists()


def test_a_stall_that_is_not_approved_is_not_offered(staff) -> None:
    stall = make_seller(state="suspended")
    assert stall.public_id not in staff.get(reverse("admin:payments_paymentrequest_add")).content.decode()
    new(staff, payee=stall.public_id)
    assert not PaymentRequest.objects.exists()


def test_shoppers_do_not_ask(staff) -> None:
    shopper = Client()
    shopper.force_login(make_user())
    assert new(shopper).status_code == 404
    assert new(Client()).status_code == 302
    assert not PaymentRequest.objects.exists()


def test_a_request_is_withdrawn_and_then_offers_nothing_more(staff) -> None:
    row = make_request()
    assert act(staff, row, "withdrawal", reason="sold").status_code == 302
    assert PaymentRequest.objects.get().state == "withdrawn"
    page = staff.get(reverse("admin:payments_paymentrequest_change", args=[row.pk])).content.decode()
    assert "Nothing can be paid by the link any more." in page
    assert "qr.svg" not in page


def test_its_columns_are_read_and_never_typed(staff) -> None:
    row = make_request()
    address = reverse("admin:payments_paymentrequest_change", args=[row.pk])
    assert staff.post(address, TYPED | {"amount": "1"}).status_code == 403
    assert staff.post(reverse("admin:payments_paymentrequest_delete", args=[row.pk])).status_code == 403
    assert PaymentRequest.objects.get().amount_minor == 500_000


def test_money_goes_back_from_the_payments_page_once(simulator, staff, paid) -> None:
    for _press in range(2):
        assert act(staff, paid, "return", amount="2000", reason="smaller", key="k").status_code == 302
    assert judge.drain() == []
    assert [(row.amount_minor, row.state) for row in Refund.objects.all()] == [(200_000, "done")]
    assert judge.books(simulator) == []


@pytest.mark.parametrize("amount", ["0", "5000.01", "", "abc"])
def test_no_more_goes_back_than_there_is(staff, paid, amount) -> None:
    assert act(staff, paid, "return", amount=amount, reason="x", key="k").status_code == 422
    assert not Refund.objects.exists()


def test_an_orders_payment_has_no_such_act(staff) -> None:
    order = make_order((make_variant(), 1))
    page = reverse("admin:payments_payment_change", args=[order.payment_id])
    assert "Give back" not in staff.get(page).content.decode()


def test_a_link_to_an_order_is_made_at_the_order(simulator, staff) -> None:
    order = make_order((make_variant(), 1))
    assert act(staff, order, "link", days="2").status_code == 302
    row, page = PaymentRequest.objects.get(), reverse("admin:orders_order_change", args=[order.pk])
    told = staff.get(page).content.decode()
    assert row.address in told
    assert reverse("admin:payments_paymentrequest_change", args=[row.pk]) in told


def test_no_link_is_offered_for_an_order_that_is_not_to_be_paid(staff) -> None:
    order = make_order((make_variant(), 1))
    Order.objects.update(state="expired")
    assert "by a link" not in staff.get(reverse("admin:orders_order_change", args=[order.pk])).content.decode()
    act(staff, order, "link", days="2")
    assert not PaymentRequest.objects.exists()
