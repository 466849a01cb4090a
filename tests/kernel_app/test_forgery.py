"""No other site sends our forms."""

import re

import pytest
from django.test import Client

from tests.factories.shop import make_user, make_variant

pytestmark = pytest.mark.django_db
OURS = {"HTTP_ORIGIN": "http://localhost", "HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def visitor() -> Client:
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)


def add(visitor: Client, **headers: str) -> int:
    return visitor.post("/cart/items/", {"variant": make_variant().public_id}, **headers).status_code


@pytest.mark.parametrize("headers", [OURS, {"HTTP_ORIGIN": "http://localhost"}])
def test_a_form_of_our_page_needs_no_token(visitor, headers):
    assert add(visitor, **headers) == 302


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_ORIGIN": "http://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "https://localhost"},
        {"HTTP_ORIGIN": "http://localhost:9999"},
        {"HTTP_ORIGIN": "http://localhost", "HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "http://localhost", "HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_SEC_FETCH_SITE": "same-origin"},
    ],
)
def test_any_other_form_needs_one(visitor, headers):
    assert add(visitor, **headers) == 403


def test_a_member_is_protected_as_well(visitor):
    visitor.force_login(make_user())
    assert add(visitor, HTTP_ORIGIN="http://evil.example") == 403
    assert add(visitor, **OURS) == 302


def test_a_token_does_not_help_another_site(visitor):
    visitor.cookies["csrf"] = "a" * 32
    words = {"variant": make_variant().public_id, "csrfmiddlewaretoken": "a" * 32}
    assert visitor.post("/cart/items/", words, HTTP_ORIGIN="http://evil.example").status_code == 403


def test_a_browser_that_tells_no_origin_is_given_tokens_from_then_on(visitor):
    answer = visitor.post("/cart/items/", {"variant": "x"}, HTTP_REFERER="http://localhost/search/?q=pot")
    assert answer.status_code == 403
    assert 'href="/search/?q=pot"' in answer.content.decode()
    assert visitor.cookies["forms"].value == "1"
    page = visitor.get(f"/p/{make_variant().product.slug}/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    words = {"variant": make_variant().public_id, "csrfmiddlewaretoken": token[1]}
    assert visitor.post("/cart/items/", words).status_code == 302
