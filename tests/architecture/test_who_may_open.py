"""Every address of the shop, tried by a stranger: only what is meant to be public opens."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories.asking import make_request
from tests.factories.shop import make_order, make_user, make_variant

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = re.compile(
    r"^(api/v1/(products|categories|cart)|cart/|checkout/|health/|media/|payments/|account/(login|signup|password/reset|confirm-email|inactive"
    r"|logout|login/code|reauthenticate|3rdparty|2fa)?|static/|pages/|c/|collections/|p/|s/|sellers/|search/|terms/|privacy/|returns/"
    r"|stories/|offline/|pay/|money/|seen/|sw\.js|manifest|robots\.txt|theme/|sitemap|favicon|$)"
)


def addresses(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern):
            yield route.replace("^", "").replace("$", "")


def filled(route: str) -> str:
    return "/" + re.sub(r"\(\?P<\w+>.*?\)|<[^>]+>", "1", route).replace("\\", "")


def test_staff_pages_are_closed_to_strangers_and_shoppers():
    shopper = Client()
    shopper.force_login(make_user())
    staff = [filled(route) for route in addresses() if route.startswith("staff/")]
    assert len(staff) > 50
    for address in staff:
        assert Client().get(address).status_code in (302, 404), address
        assert shopper.get(address).status_code == 404, address


def test_whatever_is_not_public_by_name_asks_who_you_are():
    closed = [r for r in addresses() if not OPEN_TO_ALL.match(r) and not r.startswith("staff/")]
    assert "orders/" in closed
    for route in closed:
        assert Client().get(filled(route)).status_code in (302, 404, 405), route


ACTS = ["", "thanks/", "payment/return/", "payment/left/", "payment/here/", "invoice.pdf", "credit-notes/crn_1.pdf"]
POSTS = ["payment/", "cancellation/", "change/", "again/", "files/dow_1/"]


API_POSTS = ["/api/v1/payments/stripe/intent", "/api/v1/payments/stripe/confirm"]


@pytest.mark.parametrize("who", ["stranger", "another shopper"])
def test_an_order_is_not_there_for_others(who):
    order = make_order((make_variant(), 1), user=make_user())
    client = Client()
    if who == "another shopper":
        client.force_login(make_user())
    base = order.get_absolute_url()
    assert {client.get(base + act).status_code for act in ACTS} == {404}
    assert {client.post(base + act).status_code for act in POSTS} == {404}
    asked = [client.post(act, {"order": order.public_id}, content_type="application/json") for act in API_POSTS]
    assert {answer.status_code for answer in asked} == {404}
    assert not order.payment.attempts.exists()
    order.refresh_from_db()
    assert order.state == "pending"


def test_the_key_of_the_letter_opens_an_order_and_leaves_the_address():
    order = make_order((make_variant(), 1))
    client = Client()
    answer = client.get(f"{order.get_absolute_url()}?key={order.token}")
    assert (answer.status_code, answer["Location"]) == (302, order.get_absolute_url())
    assert client.get(order.get_absolute_url()).status_code == 200


def test_a_wrong_key_does_not():
    order = make_order((make_variant(), 1))
    assert Client().get(f"{order.get_absolute_url()}?key=wrong").status_code == 404


# Whoever has the link of a payment request may see and pay it, without an account; nobody else may.
BY_LINK = ["", "return/", "code/", "qr.svg", "order/"]
BY_LINK_POSTS = ["payment/", "slip/", "order/"]


def test_a_payment_request_is_there_for_whoever_has_its_link_alone():
    asked = make_request()
    with_link = {part: Client().get(f"/pay/{asked.token}/{part}").status_code for part in BY_LINK}
    assert with_link == {"": 200, "return/": 302, "code/": 200, "qr.svg": 200, "order/": 404}
    for guess in ("1", asked.public_id, asked.payment.public_id, asked.token.lower() + "x"):
        assert {Client().get(f"/pay/{guess}/{part}").status_code for part in BY_LINK} == {404}
        assert {Client().post(f"/pay/{guess}/{part}").status_code for part in BY_LINK_POSTS} == {404}


def test_addresses_of_payment_requests_are_those_that_are_tried_here():
    known = {f"pay/<str:token>/{part}" for part in [*BY_LINK, *BY_LINK_POSTS]}
    assert {route for route in addresses() if route.startswith("pay/")} == known
