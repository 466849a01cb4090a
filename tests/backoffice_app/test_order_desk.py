"""Orders and parcels are moved by acts alone, and only by those that their state allows."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import StockLevel
from commerce.kernel.money import Money
from orders.domain import pay, refunds
from orders.models import Order
from payments.domain import refunds as provider_refunds
from payments.models import Refund
from tests.factories import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def unpaid() -> Order:
    return shop.make_order((shop.make_variant(units=5), 2))


@pytest.fixture
def paid(unpaid: Order, simulator) -> Order:
    """Paid at the simulator, as a shopper does."""
    started = pay.start_payment(order=unpaid, method="stripe", who="test")
    simulator.pay(started.provider_ref)
    return pay.look(order=unpaid)


def offered(client: Client, order: Order) -> list[str]:
    page = client.get(reverse("admin:orders_order_change", args=[order.pk]))
    return [act.name for act in page.context["acts"]]


def links(page) -> list[str]:
    return [unescape(url) for url in re.findall(r'href="([^"]*)"', page.content.decode())]


def act(client: Client, row, name: str, **typed: object):
    table = type(row)._meta.model_name
    return client.post(reverse(f"admin:orders_{table}_act", args=[row.pk, name]), typed, follow=True)


def test_unpaid_order_can_be_asked_for_by_a_link_and_cancelled(staff: Client, unpaid: Order) -> None:
    assert offered(staff, unpaid) == ["link", "cancellation"]


def test_cancelling_needs_a_reason(staff: Client, unpaid: Order) -> None:
    assert act(staff, unpaid, "cancellation", reason="").status_code == 422
    unpaid.refresh_from_db()
    assert unpaid.state == "pending"


def test_cancelled_goods_are_free_again(staff: Client, staff_user, unpaid: Order) -> None:
    act(staff, unpaid, "cancellation", reason="The shopper asked")
    unpaid.refresh_from_db()
    assert (unpaid.state, StockLevel.objects.get().held) == ("cancelled", 0)
    last = unpaid.events.filter(kind="order").last()
    assert (last.actor, last.reason) == (f"staff:{staff_user.public_id}", "The shopper asked")


def test_looking_at_an_act_changes_nothing(staff: Client, unpaid: Order) -> None:
    page = staff.get(reverse("admin:orders_order_act", args=[unpaid.pk, "cancellation"]))
    assert "All parcels are cancelled" in page.content.decode()
    unpaid.refresh_from_db()
    assert unpaid.state == "pending"


def test_refund_beyond_what_is_left_is_told_on_the_form(staff: Client, paid: Order) -> None:
    answer = act(staff, paid, "refund", amount="999999", reason="Too much", key="k1")
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == ["That is more than what is left to give back."]
    assert Refund.objects.count() == 0


def test_refund_sent_twice_is_one_refund(staff: Client, paid: Order) -> None:
    for _click in range(2):
        act(staff, paid, "refund", amount="12.50", reason="Scratched", key="k1")
    assert [(made.amount_minor, made.reason) for made in Refund.objects.all()] == [(1_250, "Scratched")]


def test_parcel_goes_out_and_arrives(staff: Client, paid: Order) -> None:
    part = paid.parts.get()
    act(staff, part, "shipment", carrier="Post", tracking_number="GY1")
    part.refresh_from_db()
    assert (part.state, part.tracking_number, StockLevel.objects.get().on_hand) == ("shipped", "GY1", 3)
    act(staff, part, "delivery")
    part.refresh_from_db()
    assert part.state == "delivered"
    assert offered(staff, paid) == ["refund"]


def test_asking_the_provider_finds_what_the_shop_missed(staff: Client, unpaid: Order, simulator) -> None:
    started = pay.start_payment(order=unpaid, method="stripe", who="test")
    simulator.pay(started.provider_ref)
    assert offered(staff, unpaid) == ["question", "link", "cancellation"]
    act(staff, unpaid, "question")
    unpaid.refresh_from_db()
    assert (unpaid.state, unpaid.payment.state) == ("paid", "captured")


def test_provider_that_is_away_is_told_and_nothing_changes(staff: Client, unpaid: Order, simulator) -> None:
    pay.start_payment(order=unpaid, method="stripe", who="test")
    simulator.fault("status", status=500, count=None)
    page = act(staff, unpaid, "question")
    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    unpaid.refresh_from_db()
    assert unpaid.state == "pending"


def test_total_is_told_as_people_write_it(staff: Client, unpaid: Order) -> None:
    page = staff.get(reverse("admin:orders_order_changelist")).content.decode()
    assert Money(unpaid.total_minor, "GYD") == Money(400_000, "GYD")
    assert "G$4,000" in page


def test_timeline_names_the_member_of_staff(staff: Client, unpaid: Order) -> None:
    act(staff, unpaid, "cancellation", reason="The shopper asked")
    page = staff.get(reverse("admin:orders_order_change", args=[unpaid.pk]))
    assert page.context["timeline"][0].actor == "Desk Person"


@pytest.mark.parametrize(("chosen_on", "leads"), [("order", "order"), ("elsewhere", "parcel"), (None, "parcel")])
def test_an_act_leads_back_to_the_page_of_ours_that_it_was_chosen_on(
    staff: Client, paid: Order, chosen_on: str | None, leads: str
) -> None:
    part = paid.parts.get()
    home = {
        "order": reverse("admin:orders_order_change", args=[paid.pk]),
        "parcel": reverse("admin:orders_sellerorder_change", args=[part.pk]),
        "elsewhere": "https://example.com/staff/",
    }
    address = reverse("admin:orders_sellerorder_act", args=[part.pk, "shipment"])
    if chosen_on == "order":
        address = next(url for url in links(staff.get(home["order"])) if url.startswith(address))
    elif chosen_on:
        address += f"?next={home[chosen_on]}"
    assert staff.get(address).context["back"] == home[leads]
    assert staff.post(address, {"carrier": "Post"}).headers["Location"] == home[leads]


def standing(client: Client, order: Order) -> list[str]:
    page = client.get(reverse("admin:orders_order_change", args=[order.pk]))
    return [notice.text for notice in page.context["notices"]]


def test_the_page_says_how_the_order_stands(staff: Client, paid: Order) -> None:
    part = paid.parts.get()
    assert standing(staff, paid) == ["Paid. The sellers pack and send their parcels."]
    act(staff, part, "shipment", carrier="Post")
    assert standing(staff, paid) == ["Paid, and every parcel is sent."]
    act(staff, part, "delivery")
    assert standing(staff, paid) == ["Paid, and everything has arrived."]
    refund = refunds.refund(order=paid, amount=Money(5_000, "GYD"), actor="staff", reason="late", key="a")
    provider_refunds.send(refund=refund, actor="test")
    assert standing(staff, paid)[1:] == ["G$50 went back to the shopper."]


def test_the_address_reads_as_on_a_parcel(staff: Client, unpaid: Order) -> None:
    lines = {"full_name": "A Buyer", "street": "12 Robb Street", "landmark": "by the market", "area": "Kitty"}
    kept = {"phone": "+5926001234", "area_code": "GY-4-kitty", "country": "GY", **lines}
    Order.objects.filter(pk=unpaid.pk).update(shipping_address=kept)
    page = staff.get(reverse("admin:orders_order_change", args=[unpaid.pk])).content.decode()
    wanted = [*lines.values(), "GY", "+5926001234"]
    assert "".join(f"<span class='part'>{line}</span>" for line in wanted) in page
