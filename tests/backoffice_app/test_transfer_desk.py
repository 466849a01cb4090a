"""The desk of bank transfers: the slip is opened by staff alone, the money noted, the slip refused with a reason."""

import pytest
from django.test import Client
from django.urls import reverse

from orders.domain import pay
from orders.models import Order
from payments.domain import slips, transfers
from payments.models import BankAccount, BankTransfer, Refund
from tests.chaos import judge, shoppers
from tests.factories.shop import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(simulator, settings, tmp_path) -> BankTransfer:
    """A transfer whose slip waits to be looked at."""
    settings.MEDIA_ROOT = str(tmp_path)
    BankAccount.objects.create(bank="Demerara Bank", holder="Market Ltd", number="100-200", currency="GYD")
    transfers.forget_accounts()
    order = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    pay.start_payment(order=order, method="bank", who="test")
    slips.show(transfer=BankTransfer.objects.get(), content=b"%PDF-1.4 a slip")
    yield BankTransfer.objects.get()
    transfers.forget_accounts()


def act(staff: Client, row: object, name: str, **typed: str):
    table = row._meta.model_name
    return staff.post(reverse(f"admin:payments_{table}_act", args=[row.pk, name]), typed)


def test_the_slip_is_a_download_for_staff_and_not_there_for_others(staff: Client, shown) -> None:
    address = reverse("admin:payments_slip", args=[shown.slips.get().public_id])
    page = staff.get(reverse("admin:payments_banktransfer_change", args=[shown.pk])).content.decode()
    assert f'href="{address}"' in page
    answer = staff.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 a slip"
    assert answer["Content-Disposition"].startswith("attachment")
    shopper = Client()
    shopper.force_login(make_user())
    assert (shopper.get(address).status_code, Client().get(address).status_code) == (404, 302)


def test_the_money_is_noted_and_the_order_paid(staff: Client, shown) -> None:
    amount = f"{shown.attempt.amount.major:f}"
    assert act(staff, shown, "arrival", amount=amount, bank_ref="B7").status_code == 302
    assert judge.drain() == []
    assert (Order.objects.get().state, BankTransfer.objects.get().bank_ref) == ("paid", "B7")


def test_money_without_the_banks_number_is_not_noted(staff: Client, shown) -> None:
    answer = act(staff, shown, "arrival", amount="1")
    assert (answer.status_code, BankTransfer.objects.get().state) == (422, "shown")


def test_a_slip_is_refused_with_a_reason(staff: Client, shown) -> None:
    assert act(staff, shown, "refusal").status_code == 422
    assert act(staff, shown, "refusal", reason="Another name.").status_code == 302
    assert (BankTransfer.objects.get().state, BankTransfer.objects.get().why) == ("refused", "Another name.")


def test_a_code_is_found_as_it_stands_on_a_statement(staff: Client, shown) -> None:
    page = staff.get(reverse("admin:payments_banktransfer_changelist"), {"q": shown.shown_code.lower()})
    assert [row.code for row in page.context["cl"].result_list] == [shown.code]


def test_a_refund_is_paid_by_hand_and_says_how(staff: Client, shown) -> None:
    act(staff, shown, "arrival", amount=f"{shown.attempt.amount.major:f}", bank_ref="B7")
    assert judge.drain() == []
    order = Order.objects.get()
    staff.post(
        reverse("admin:orders_order_act", args=[order.pk, "refund"]), {"what": "rest", "reason": "x", "key": "k"}
    )
    assert judge.drain() == []
    back = Refund.objects.get()
    assert act(staff, back, "payment", how="Cash, receipt 12").status_code == 302
    assert (Refund.objects.get().state, Refund.objects.get().paid_how) == ("done", "Cash, receipt 12")
