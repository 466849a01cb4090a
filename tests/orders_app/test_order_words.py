"""What a shopper reads of an order: how far it is, where it goes, what is in it."""

import pytest
from django.test import Client
from django.utils import timezone

from orders.models import Order
from orders.queries import order_list, order_page, order_rows, progress
from orders.states import OrderState, SellerOrderState
from tests.factories.shop import make_order, make_seller, make_variant

pytestmark = pytest.mark.django_db


def parcel_of(order: Order, **values: object) -> list[str]:
    """The states of the steps of its one parcel, with these values."""
    part = order.parts.get()
    for name, value in values.items():
        setattr(part, name, value)
    return [step.state for step in progress.steps(part, order)]


def paid(*lines: tuple) -> Order:
    order = make_order(*lines)
    order.state, order.paid_at = OrderState.PAID, timezone.now()
    return order


def test_the_step_that_is_reached_is_marked_and_the_last_one_is_done() -> None:
    order, now = paid((make_variant(), 1)), timezone.now()
    assert parcel_of(order) == ["done", "now", "next", "next"]
    assert parcel_of(order, state=SellerOrderState.SHIPPED, shipped_at=now) == ["done", "done", "now", "next"]
    arrived = {"state": SellerOrderState.DELIVERED, "shipped_at": now, "delivered_at": now}
    assert parcel_of(order, **arrived) == ["done"] * 4


def test_an_address_is_told_as_people_write_it() -> None:
    order = make_order((make_variant(), 1))
    order.shipping_address |= {"country": "GY", "phone": "+5926001234"}
    order.save()
    loaded = order_rows.load(public_id=order.public_id)
    assert loaded is not None
    address = order_page.page(loaded).address
    assert (address["country"], address["phone"]) == ("Guyana", "+592 600 1234")


@pytest.mark.parametrize(("things", "words"), [(1, "Thing 1"), (2, "Thing 1 and 1 more"), (3, "Thing 1 and 2 more")])
def test_a_row_names_the_first_thing_and_counts_the_others(things: int, words: str) -> None:
    variants = [make_variant() for _each in range(things)]
    order = make_order(*((variant, 1) for variant in variants))
    first = order.lines.first()
    assert first is not None
    assert order_list.row(order).summary == words.replace("Thing 1", first.product_title)


def test_a_parcel_tells_its_state_only_where_parcels_differ() -> None:
    order = paid((make_variant(), 1), (make_variant(seller=make_seller(slug="far")), 1))
    first, second = order.parts.all()
    for part in (first, second):
        part.state = SellerOrderState.CONFIRMED
        part.save()
    client = Client()

    def badges() -> int:
        page = client.get(f"{order.get_absolute_url()}?key={order.token}", follow=True).content.decode()
        return page.count('class="badge')

    order.save()
    assert badges() == 1
    second.state = SellerOrderState.DELIVERED
    second.save()
    assert badges() == 3
