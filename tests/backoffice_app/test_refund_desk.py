"""A refund of everything, of an amount, of things, of a delivery: the right sum, out of the right pockets."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from orders.domain import pay
from orders.models import Order
from payments.models import Refund
from tests.factories import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(simulator) -> Order:
    """Two mugs of one stall (1,850.00 each) and a lamp of another (999.00), each with its delivery (300.00)."""
    order = shop.make_order((shop.make_variant(price=185_000), 2), (shop.make_variant(price=99_900), 1))
    simulator.pay(pay.start_payment(order=order, method="stripe", who="test").provider_ref)
    return pay.look(order=order)


def refund(client: Client, order: Order, key: str = "k", **typed: object):
    form = {"reason": "It came broken.", "key": key, **typed}
    return client.post(reverse("admin:orders_order_act", args=[order.pk, "refund"]), form)


def shares(made: Refund) -> dict[tuple[str, str], int]:
    return {(share.party, share.kind): share.amount_minor for share in made.shares.all()}


def test_everything_that_is_left(staff: Client, paid: Order) -> None:
    refund(staff, paid, "first", what="amount", amount="100")
    refund(staff, paid, "second", what="rest")
    amounts = list(Refund.objects.order_by("pk").values_list("amount_minor", flat=True))
    assert amounts == [10_000, paid.total_minor - 10_000]


def test_one_of_two_things_comes_out_of_its_sellers_and_the_markets_pocket(staff: Client, paid: Order) -> None:
    line = paid.lines.get(quantity=2)
    part = line.part
    refund(staff, paid, what="things", **{f"line_{line.pk}": "1"})
    commission = part.commission_minor // 2
    expected = {(part.seller.public_id, "goods"): 185_000 - commission, ("market", "commission"): commission}
    made = Refund.objects.get()
    assert (made.amount_minor, shares(made)) == (185_000, {key: minor for key, minor in expected.items() if minor})
    call_command("audit_books")


def test_a_delivery_comes_out_of_the_pocket_of_who_delivers(staff: Client, paid: Order) -> None:
    part = paid.parts.order_by("position").last()
    refund(staff, paid, what="things", **{f"delivery_{part.pk}": "on"})
    made = Refund.objects.get()
    assert (made.amount_minor, shares(made)) == (30_000, {(part.seller.public_id, "delivery"): 30_000})


def test_the_same_delivery_twice_is_refused(staff: Client, paid: Order) -> None:
    chosen = {f"delivery_{paid.parts.first().pk}": "on"}
    refund(staff, paid, "first", what="things", **chosen)
    answer = refund(staff, paid, "second", what="things", **chosen)
    told = ["Part of this was given back before. Give back an amount instead."]
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, told)
    assert Refund.objects.count() == 1


def test_the_form_sent_twice_is_one_refund(staff: Client, paid: Order) -> None:
    for _click in range(2):
        assert refund(staff, paid, what="things", **{f"line_{paid.lines.first().pk}": "1"}).status_code == 302
    assert Refund.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"what": "things"}, "Choose what is given back."), ({"what": "amount", "amount": "0"}, "Give back something.")],
)
def test_nothing_is_no_refund(staff: Client, paid: Order, typed: dict[str, str], words: str) -> None:
    answer = refund(staff, paid, **typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Refund.objects.exists()
