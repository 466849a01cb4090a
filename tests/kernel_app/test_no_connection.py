"""A shop that gets no connection to its database says so at once, and is there again with the next request."""

import time
from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from commerce.urls import handler404, handler500  # noqa: F401 - this module is a table of addresses, too

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/search/?q=mug", "/p/no-such-thing/", "/nowhere/", "/stalls/", "/checkout/", "/api/v1/products?search=mug"]


@pytest.fixture
def no_room() -> Iterator[None]:
    """All connections that our database takes are taken: its limit is none."""
    connection.close()
    limit(0)
    yield
    connection.close()
    limit(-1)


def limit(connections: int) -> None:
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} CONNECTION LIMIT {connections}")


@pytest.fixture
def nobody_there() -> Iterator[None]:
    """A port at which nothing listens."""
    connection.close()
    before = dict(connection.settings_dict)
    connection.settings_dict.update(HOST="127.0.0.1", PORT=1)
    yield
    connection.close()
    connection.settings_dict.update(before)


def answer(path: str) -> tuple[int, str, str, bool]:
    """Status, kind, when to come again, and whether that took less than a second."""
    client = Client(raise_request_exception=False)
    client.cookies["cart"] = "some-cart"
    began = time.monotonic()
    said = client.get(path)
    kind = said.headers["Content-Type"].partition(";")[0]
    return said.status_code, kind, said.headers.get("Retry-After", ""), time.monotonic() - began < 1


def kind_of(path: str) -> str:
    return "application/problem+json" if path.startswith("/api/") else "text/html"


@pytest.mark.parametrize("path", PAGES)
def test_no_connection_is_left(no_room, path):
    assert answer(path) == (503, kind_of(path), "5", True)
    limit(-1)
    assert answer(path)[0] in (200, 302, 404)


@pytest.mark.parametrize("path", PAGES)
def test_the_database_is_away(nobody_there, path):
    assert answer(path) == (503, kind_of(path), "5", True)


def test_the_page_says_how_to_go_on(nobody_there):
    said = Client(raise_request_exception=False).get("/search/?q=mug&sort=newest")
    page = said.content.decode()
    assert 'href="/search/?q=mug&amp;sort=newest">Try again</a>' in page
    assert "do not pay again" in page
    assert said.headers["Cache-Control"] == "no-store"


def test_a_press_leads_back_to_the_page_that_it_came_from(nobody_there):
    came_from = {"Referer": "http://testserver/p/mug/", "Origin": "http://testserver"}
    said = Client(raise_request_exception=False, headers=came_from).post("/cart/items/", {"variant": "var_x"})
    assert (said.status_code, 'href="/p/mug/">Try again</a>' in said.content.decode()) == (503, True)


def fail(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("broken/", fail), path("api/broken", fail)]


def test_what_nobody_foresaw_is_a_500_in_the_form_that_was_asked_for(settings):
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    page, document = client.get("/broken/"), client.get("/api/broken")
    assert (page.status_code, "Something broke on our side" in page.content.decode()) == (500, True)
    assert (document.status_code, document.json()["code"]) == (500, "broken")
