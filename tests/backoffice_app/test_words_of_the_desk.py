"""What staff read on pages and in lists: words where an id or a dash would say nothing."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from orders.models import Order
from payments.models import PaymentAttempt
from tests.factories.shop import make_order, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    order = make_order((make_variant(price=185_000), 1))
    PaymentAttempt.objects.create(
        payment=order.payment, provider="stripe", amount_minor=185_000, covers_minor=185_000, currency="GYD"
    )
    return order


def heading(staff: Client, model: str, key: int) -> str:
    page = staff.get(reverse(f"admin:{model}_change", args=[key])).content.decode()
    found = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert found
    return found[1]


def test_the_choice_of_an_action_says_what_it_is(staff, order) -> None:
    page = staff.get(reverse("admin:orders_order_changelist")).content.decode()
    assert '<option value="" selected>Choose an action</option>' in page
    assert "---------" not in page


def test_pages_are_called_by_words(staff, order) -> None:
    payment, part = order.payment, order.parts.get()
    attempt = payment.attempts.get()
    amount = re.sub(r".*: ", "", heading(staff, "payments_payment", payment.pk))
    assert amount.startswith("G$")
    assert heading(staff, "orders_order", order.pk) == f"Order {order.number}"
    assert heading(staff, "orders_sellerorder", part.pk) == f"Parcel {order.number}-1"
    assert heading(staff, "payments_payment", payment.pk) == f"Order {order.number}: {amount}"
    assert heading(staff, "payments_paymentattempt", attempt.pk) == "G$1,850 by Stripe"


@pytest.mark.parametrize("model", ["payments_payment", "payments_paymentattempt"])
def test_the_link_of_a_row_says_what_the_money_is_for(staff, order, model: str) -> None:
    page = staff.get(reverse(f"admin:{model}_changelist")).content.decode()
    assert re.findall(r"<th[^>]*field-\w+[^>]*><a [^>]*>(.*?)</a>", page) == [f"Order {order.number}"]


def test_no_id_is_a_link_on_the_page_of_an_order_or_a_payment(staff, order) -> None:
    for name, key in (("orders_order", order.pk), ("payments_payment", order.payment_id)):
        page = staff.get(reverse(f"admin:{name}_change", args=[key])).content.decode()
        assert re.findall(r"<a [^>]*>\s*((?:pay|att|ref|ord)_\w+)\s*</a>", page) == []
