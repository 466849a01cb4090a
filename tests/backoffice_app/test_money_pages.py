"""The money proof as pages: staff see every account, everybody the verdict where the operator wants it."""

import pytest
from django.test import Client

from orders.domain import pay, proof
from orders.models import MoneyProof
from tests.factories.shop import make_order, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(simulator):
    order = make_order((make_variant(price=185_000), 1))
    simulator.pay(pay.start_payment(order=order, method="stripe", who="test").provider_ref)
    return pay.look(order=order)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_first_count_the_page_says_so(staff: Client) -> None:
    assert "Nothing was looked at yet." in text(staff, "/staff/money/")


def test_staff_look_at_everything_now(staff: Client, paid) -> None:
    answer = staff.post("/staff/money/proof/", follow=True)
    page = answer.content.decode()
    assert "Nothing differs." in page
    assert "Every cent is accounted for" in page
    assert "All accounts in GYD" in page
    assert MoneyProof.objects.get().is_clean


def test_what_differs_is_named_with_its_rule(staff: Client, paid) -> None:
    paid.payment.shares.filter(kind="goods").update(amount_minor=1)
    page = staff.post("/staff/money/proof/", follow=True).content.decode()
    assert "shares_differ" in page
    assert "Every cent is accounted for" not in page


def test_a_look_costs_one_post_and_no_get(staff: Client) -> None:
    assert staff.get("/staff/money/proof/").status_code == 405


def test_everybody_sees_the_verdict_where_the_operator_wants_it(settings, client: Client, paid) -> None:
    proof.keep(proof.prove())
    assert client.get("/money/").status_code == 404
    settings.SHOP_MONEY_PROOF = True
    page = text(client, "/money/")
    assert "Every cent is accounted for." in page
    assert "Sum of all accounts in GYD" in page
    assert "1,850" not in page


def test_a_difference_is_not_hidden_from_everybody(settings, client: Client, paid) -> None:
    settings.SHOP_MONEY_PROOF = True
    paid.payment.shares.filter(kind="goods").update(amount_minor=1)
    proof.keep(proof.prove())
    assert "The last count found a difference." in text(client, "/money/")
