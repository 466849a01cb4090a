"""The desks of cash on delivery: who is called, which parcel comes back, what a courier passes on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from orders.domain import fulfil, pay
from orders.models import Order, SellerOrder
from payments.domain import method_settings
from payments.models import CashPromise, Collection, PaymentMethod, Remittance
from tests.chaos import judge
from tests.factories.shop import make_order, make_variant

pytestmark = pytest.mark.django_db
NEW = reverse("admin:payments_remittance_add")


@pytest.fixture
def order(simulator, settings) -> Order:
    """An order in cash whose shopper is to be called."""
    settings.COD_CALL_SCORE = 0
    PaymentMethod.objects.create(provider="cod")
    method_settings.forget()
    placed = make_order((make_variant(price=185_000), 1))
    pay.start_payment(order=placed, method="cod", who="test")
    yield placed
    method_settings.forget()


@pytest.fixture
def delivered(staff: Client, order: Order) -> SellerOrder:
    act(staff, CashPromise.objects.get(), "confirmation")
    assert judge.drain() == []
    part = fulfil.ship(part=order.parts.get(), actor="seller", carrier="Demo Couriers", tracking_number="T1")
    return fulfil.deliver(part=part, actor="courier")


def act(staff: Client, row: object, name: str, **typed: str):
    table = f"{row._meta.app_label}_{row._meta.model_name}"
    return staff.post(reverse(f"admin:{table}_act", args=[row.pk, name]), typed)


def remit(staff: Client, **typed: object):
    return staff.post(NEW, {"courier": "Demo Couriers", "number": "R1", "received": "2100", "fee": "50", **typed})


def test_a_call_that_nobody_answers_is_counted_and_the_order_waits(staff: Client, order) -> None:
    act(staff, CashPromise.objects.get(), "call")
    assert (CashPromise.objects.get().calls, Order.objects.get().state) == (1, "pending")


def test_who_wants_it_gets_it_packed(staff: Client, order) -> None:
    assert act(staff, CashPromise.objects.get(), "confirmation").status_code == 302
    assert judge.drain() == []
    assert Order.objects.get().state == "confirmed"
    assert act(staff, CashPromise.objects.get(), "confirmation", follow="x").status_code == 302
    assert CashPromise.objects.get().actor.startswith("staff:")


def test_not_wanted_needs_a_reason(staff: Client, order) -> None:
    assert act(staff, CashPromise.objects.get(), "refusal").status_code == 422
    assert act(staff, CashPromise.objects.get(), "refusal", why="Does not know of it.").status_code == 302
    assert CashPromise.objects.get().state == "refused"


def test_a_parcel_comes_back_from_its_page(staff: Client, order) -> None:
    act(staff, CashPromise.objects.get(), "confirmation")
    assert judge.drain() == []
    part = fulfil.ship(part=order.parts.get(), actor="seller")
    assert act(staff, part, "return", reason="Nobody at home.").status_code == 302
    assert (SellerOrder.objects.get().state, Order.objects.get().state) == ("returned", "cancelled")


def test_what_a_courier_passed_on_is_typed(staff: Client, delivered) -> None:
    assert remit(staff, lines="T1, 2150.00").status_code == 302
    assert (Remittance.objects.get().fee_minor, Collection.objects.get().state) == (5_000, "remitted")


def test_or_read_from_the_couriers_file(staff: Client, delivered) -> None:
    sheet = SimpleUploadedFile("list.csv", f"Parcel,Cash\n{delivered.public_id},2150\n".encode())
    assert remit(staff, file=sheet).status_code == 302
    assert Collection.objects.get().remittance == Remittance.objects.get()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"lines": "T1, 2150.01"}, "lines", "T1 brought 2150.00, the list says 2150.01."),
        ({"lines": "T9, 2150"}, "lines", "T9 is no parcel of ours with cash."),
        ({"lines": "T1, much"}, "lines", "Row 1 is not a parcel and an amount"),
        (
            {"lines": "T1, 2150", "received": "2000"},
            "received",
            "The parcels come to 2150.00, what came and the fee to 2050.00.",
        ),
    ],
)
def test_what_does_not_match_is_said_beside_its_field_and_nothing_is_taken_in(
    staff: Client, delivered, typed, field, words
) -> None:
    answer = remit(staff, **typed)
    assert answer.status_code == 200
    assert words in " ".join(answer.context["adminform"].form.errors[field])
    assert not Remittance.objects.exists()
