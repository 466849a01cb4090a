"""Every address of the shop, tried by a stranger: only what is meant to be public opens."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories.shop import make_order, make_user, make_variant

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = re.compile(
    r"^(api/v1/(products|categories|cart)|cart/|checkout/|health/|media/|payments/|account/(login|signup|password/reset|confirm-email|inactive"
    r"|logout|login/code|reauthenticate|3rdparty|2fa)?|static/|pages/|c/|collections/|p/|s/|sellers/|search/|terms/|privacy/|returns/"
    r"|stories/|offline/|money/|seen/|sw\.js|manifest|robots\.txt|theme/|sitemap|favicon|$)"
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
