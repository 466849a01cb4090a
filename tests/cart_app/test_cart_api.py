"""The cart for programs."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cart.domain import tidy
from cart.models import Cart
from commerce.kernel.clock import DatabaseNow
from orders.models import Order
from tests.factories.shop import make_cart, make_order, make_seller, make_variant

pytestmark = pytest.mark.django_db
CART, ITEMS = "/api/v1/cart", "/api/v1/cart/items"
JSON = "application/json"


def money(minor: int) -> dict[str, object]:
    return {"minor": minor, "currency": "GYD", "text": f"G${minor // 100:,}"}


def add(client: Client, **values: object):
    return client.post(ITEMS, values, content_type=JSON)


def test_an_empty_cart(client: Client):
    body = client.get(CART).json()
    assert (body["id"], body["version"], body["groups"], body["expires_at"]) == (None, 0, [], None)


def test_a_cart_says_everything_by_seller(client: Client):
    mug = make_variant(seller=make_seller(name="Bourda Pots", slug="bourda-pots"))
    pot = make_variant(seller=make_seller(name="Zeelugt Iron", slug="zeelugt-iron"), price=50_000)
    assert add(client, variant=mug.public_id, quantity=2).status_code == 201
    body = add(client, variant=pot.public_id).json()
    assert [group["seller"]["name"] for group in body["groups"]] == ["Bourda Pots", "Zeelugt Iron"]
    assert (body["version"], body["count"]) == (3, 3)
    assert (body["subtotal"], body["delivery"], body["total"]) == (money(420_000), money(60_000), money(480_000))
    line = body["groups"][0]["items"][0]
    assert (line["variant"], line["quantity"], line["unit_price"]) == (mug.public_id, 2, money(185_000))
    assert body == client.get(CART).json()


def test_a_cart_expires_a_month_after_its_last_change(client: Client):
    body = add(client, variant=make_variant().public_id).json()
    changed = Cart.objects.get().updated_at
    assert datetime.fromisoformat(body["expires_at"]) - changed < timedelta(days=30, seconds=1)
    assert datetime.fromisoformat(body["expires_at"]) - changed > timedelta(days=29, hours=23)


@pytest.mark.parametrize(("days", "kept"), [(29, 1), (31, 0)])
def test_an_expired_cart_is_forgotten(days, kept):
    make_cart((make_variant(), 1))
    Cart.objects.update(updated_at=DatabaseNow() - timedelta(days=days))
    assert tidy.forget_expired() == 1 - kept
    assert Cart.objects.count() == kept


def test_the_cart_of_an_order_is_kept():
    make_order((make_variant(), 1))
    Cart.objects.update(updated_at=DatabaseNow() - timedelta(days=99))
    assert tidy.forget_expired() == 0
    assert Order.objects.get().cart.state == "ordered"


def test_a_line_is_changed_and_taken_out(client: Client):
    body = add(client, variant=make_variant().public_id).json()
    line = f"{ITEMS}/{body['groups'][0]['items'][0]['id']}"
    changed = client.patch(line, {"quantity": 4, "version": 2}, content_type=JSON).json()
    assert (changed["count"], changed["version"]) == (4, 3)
    gone = client.delete(line, {"version": 3}, content_type=JSON).json()
    assert (gone["count"], gone["version"], gone["groups"]) == (0, 4, [])


def test_a_stale_version_changes_nothing(client: Client):
    variant = make_variant().public_id
    line = f"{ITEMS}/{add(client, variant=variant).json()['groups'][0]['items'][0]['id']}"
    asked = [
        client.patch(line, {"quantity": 4, "version": 1}, content_type=JSON),
        client.delete(line, {"version": 1}, content_type=JSON),
        add(client, variant=variant, version=1),
        add(client, variant=variant, version=0),
    ]
    assert {(a.status_code, a.json()["code"], a["Content-Type"]) for a in asked} == {
        (409, "cart_changed", "application/problem+json")
    }
    assert client.get(CART).json()["count"] == 1


def test_adding_to_the_version_that_was_seen(client: Client):
    variant = make_variant().public_id
    assert add(client, variant=variant, version=0).status_code == 201
    assert add(client, variant=variant, version=2).json()["count"] == 2


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"variant": 1}', '{"variant": "v", "quantity": "2"}', '{"variant": "v", "quantity": true}']
)
def test_what_cannot_be_read_is_a_problem(client: Client, body):
    answer = client.post(ITEMS, body, content_type=JSON)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_what_is_not_there_or_not_for_sale_is_a_problem(client: Client):
    assert add(client, variant="var_none").status_code == 404
    answer = add(client, variant=make_variant(is_active=False).public_id)
    assert (answer.status_code, answer.json()["code"]) == (422, "not_for_sale")


def test_nobody_sees_the_cart_of_another(client: Client):
    add(client, variant=make_variant().public_id)
    line = client.get(CART).json()["groups"][0]["items"][0]["id"]
    other = Client()
    assert other.get(CART).json()["count"] == 0
    assert other.patch(f"{ITEMS}/{line}", {"quantity": 9, "version": 2}, content_type=JSON).status_code == 409
    add(other, variant=make_variant().public_id)
    assert other.patch(f"{ITEMS}/{line}", {"quantity": 9, "version": 2}, content_type=JSON).status_code == 409
    assert client.get(CART).json()["count"] == 1


def test_a_change_needs_the_token_that_the_cart_gives():
    client, variant = Client(enforce_csrf_checks=True), make_variant().public_id
    refused = add(client, variant=variant)
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    token = client.get(CART)["X-CSRFToken"]
    done = client.post(ITEMS, {"variant": variant}, content_type=JSON, headers={"X-CSRFToken": token})
    assert done.status_code == 201


def test_a_key_counts_here_too():
    client, variant = Client(enforce_csrf_checks=True), make_variant().public_id
    words = {"X-CSRFToken": client.get(CART)["X-CSRFToken"], "Idempotency-Key": "one"}
    bodies = [client.post(ITEMS, {"variant": variant}, content_type=JSON, headers=words).json() for _ in range(2)]
    assert bodies[0] == bodies[1]
    assert bodies[0]["count"] == 1


@pytest.mark.parametrize("lines", [1, 12])
def test_a_cart_takes_five_statements_whatever_it_holds(client: Client, lines):
    for _ in range(lines):
        add(client, variant=make_variant().public_id)
    with CaptureQueriesContext(connection) as taken:
        assert client.get(CART).json()["count"] == lines
    assert len(taken) <= 5
