"""Paying for programs: begin, ask, and who may."""

import pytest
import requests
from django.test import Client

from commerce.accounts.models import User
from commerce.jobs.models import LimitCount
from orders.models import Order
from tests.factories.minutes import begin_early_in_a_minute
from tests.factories.shop import make_order, make_user, make_variant

pytestmark = pytest.mark.django_db
INTENT, CONFIRM = "/api/v1/payments/stripe/intent", "/api/v1/payments/stripe/confirm"
JSON = "application/json"


def ask(client: Client, path: str, **values: object):
    return client.post(path, values, content_type=JSON)


@pytest.fixture
def member(client: Client) -> Client:
    client.force_login(make_user())
    return client


@pytest.fixture
def order(member: Client) -> Order:
    return make_order((make_variant(), 1), user=User.objects.get())


def test_an_order_is_paid_by_the_secret_of_its_intent(simulator, member, order):
    begun = ask(member, INTENT, order=order.public_id)
    way = begun.json()["payment"]
    assert (begun.status_code, begun.json()["state"]) == (200, "pending")
    assert way["client_secret"].startswith(f"{way['id']}_secret_")
    assert ask(member, INTENT, order=order.public_id).json()["payment"]["id"] == way["id"]
    requests.post(
        f"{simulator.url}/v1/payment_intents/{way['id']}/confirm",
        {"payment_method": "pm_card_visa", "return_url": "http://localhost/"},
        auth=("sk_test_simulator", ""), timeout=10,
    ).raise_for_status()  # fmt: skip
    told = ask(member, CONFIRM, order=order.public_id).json()
    assert (told["state"], told["number"], told["problem"]) == ("paid", order.number, "")
    assert ask(member, INTENT, order=order.public_id).json()["payment"] is None


def test_an_order_is_paid_on_the_providers_page(simulator, member, order):
    way = ask(member, INTENT, order=order.public_id, form="hosted").json()["payment"]
    assert way["next_url"].startswith(simulator.url)
    simulator.pay(way["id"])
    assert ask(member, CONFIRM, order=order.public_id).json()["state"] == "paid"


def test_a_declined_card_leaves_the_order_with_the_reason(simulator, member, order):
    way = ask(member, INTENT, order=order.public_id, form="hosted").json()["payment"]
    simulator.pay(way["id"], card="pm_card_chargeDeclinedExpiredCard")
    told = ask(member, CONFIRM, order=order.public_id).json()
    assert told["state"] == "pending"
    assert told["problem"].startswith("That card has expired.")


def test_saying_that_it_is_paid_pays_nothing(simulator, member, order):
    ask(member, INTENT, order=order.public_id)
    assert ask(member, CONFIRM, order=order.public_id, state="paid", amount=1).json()["state"] == "pending"


def test_a_guest_pays_the_order_of_this_browser(simulator, client):
    order = make_order((make_variant(), 1))
    assert ask(client, INTENT, order=order.public_id).status_code == 404
    client.get(f"{order.get_absolute_url()}?key={order.token}")
    assert ask(client, INTENT, order=order.public_id).status_code == 200


@pytest.mark.parametrize("path", [INTENT, CONFIRM])
def test_ten_a_minute_then_wait(simulator, member, order, path):
    begin_early_in_a_minute()
    answers = [ask(member, path, order=order.public_id) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert answers[-1].json()["code"] == "too_often"
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert LimitCount.objects.count() == 1


def test_a_provider_that_is_away_is_a_problem_and_the_order_is_kept(simulator, member, order):
    simulator.fault("status", status=500, count=None)
    answer = ask(member, INTENT, order=order.public_id)
    assert (answer.status_code, answer.json()["code"]) == (503, "provider_away")
    order.refresh_from_db()
    assert order.state == "pending"


@pytest.mark.parametrize("body", [{}, {"order": 1}, {"order": "ord_x", "form": "cash"}])
def test_what_cannot_be_read_is_a_problem(member, body):
    assert ask(member, INTENT, **body).json()["code"] == "bad_request"


def test_the_form_token_is_asked_for(order):
    answer = ask(Client(enforce_csrf_checks=True), INTENT, order=order.public_id)
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
