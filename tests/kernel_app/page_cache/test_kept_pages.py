"""What is kept, for whom, and what goes out."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.kernel_app.page_cache.visitor import Visitor, make_pot, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return make_pot()


@pytest.fixture
def page(product) -> str:
    return reverse("catalog:product", args=[product.slug])


def test_the_second_visitor_gets_the_page_of_the_first(page):
    door, kitchen = shop()
    first, second = Visitor(door).get(page), Visitor(door).get(page)
    assert first.status == second.status == 200
    assert "Clay pot" in first.text
    assert first.text == second.text
    assert len(kitchen.made) == 1


@pytest.mark.parametrize("name", ["home", "search", "sellers", "collections"])
def test_lists_are_kept_too(page, name):
    door, kitchen = shop()
    assert Visitor(door).get(reverse(f"catalog:{name}")).text == Visitor(door).get(reverse(f"catalog:{name}")).text
    assert len(kitchen.made) == 1


@pytest.mark.parametrize("cookie", ["session", "cart", "messages", "closed_banners", "forms", "cart_n"])
def test_who_carries_something_of_their_own_is_asked_about_each_time(page, cookie):
    assert cookie in settings.PERSONAL_COOKIES
    door, kitchen = shop()
    Visitor(door).get(page)
    for _ in range(2):
        Visitor(door, {cookie: "1"}).get(page)
    assert len(kitchen.made) == 3


def test_an_empty_cart_is_nothing_personal(page):
    door, kitchen = shop()
    Visitor(door).get(page)
    Visitor(door, {"cart_n": "0"}).get(page)
    assert len(kitchen.made) == 1


def test_a_page_for_everybody_is_made_for_somebody_without_anything(page):
    door, kitchen = shop()
    shown = Visitor(door, {"theme": "dark", "tracker": "x", "csrf": "s" * 32, "seen": "prd_1"}).get(
        f"{page}?utm_source=mail", HTTP_ACCEPT_LANGUAGE="de", HTTP_USER_AGENT="Somebody", HTTP_REFERER="http://else/"
    )
    (environ,) = kitchen.made
    assert environ["HTTP_COOKIE"] == "theme=dark"
    assert not {"HTTP_USER_AGENT", "HTTP_REFERER"} & environ.keys()
    assert 'data-theme="dark"' in shown.text
    assert "utm_source" not in shown.text
    assert "csrfmiddlewaretoken" not in shown.text


def test_light_and_dark_place_and_query_are_pages_of_their_own(page):
    door, kitchen = shop()
    for cookies in ({}, {"theme": "dark"}, {"place": "GY."}, {"theme": "pink"}, {"place": "GY.<b>"}):
        Visitor(door, cookies).get(page)
    for query in ("?a=1&b=2", "?b=2&a=1", "?b=2&a=1&fbclid=x"):
        Visitor(door).get(page + query)
    assert len(kitchen.made) == 4


def test_a_list_does_not_care_for_the_place(page):
    door, kitchen = shop()
    for cookies in ({}, {"place": "GY."}):
        Visitor(door, cookies).get("/search/")
    assert len(kitchen.made) == 1


def test_packed_as_the_browser_takes_it(page):
    door, kitchen = shop()
    texts = {}
    for accepted, encoding in (("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", None)):
        answer = Visitor(door).get(page, HTTP_ACCEPT_ENCODING=accepted)
        assert answer.headers.get("content-encoding") == encoding
        assert int(answer.headers["content-length"]) == len(answer.body)
        texts[accepted] = answer.text
    assert len(set(texts.values())) == 1
    assert len(kitchen.made) == 3


def test_a_browser_that_has_it_is_told_so(page):
    door, kitchen = shop()
    first = Visitor(door).get(page)
    again = Visitor(door).get(page, HTTP_IF_NONE_MATCH=first.headers["etag"])
    other = Visitor(door).get(page, HTTP_IF_NONE_MATCH='W/"other"')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert other.status == 200
    assert len(kitchen.made) == 1


def test_only_the_head(page):
    door, _kitchen = shop()
    whole, head = Visitor(door).get(page), Visitor(door).ask("HEAD", page)
    assert head.body == b""
    assert head.headers["content-length"] == whole.headers["content-length"] == str(len(whole.body))


def test_headers_of_the_page_go_out_and_those_of_one_answer_do_not(page):
    door, _kitchen = shop()
    answers = [Visitor(door).get(page) for _ in range(2)]
    for answer in answers:
        assert "Cookie" in answer.headers["vary"]
        assert "Accept-Encoding" in answer.headers["vary"]
        assert "default-src" in answer.headers["content-security-policy"]
        assert "x-request-id" not in answer.headers
        assert not [name for name in answer.headers if name.startswith("x-shared")]


def test_what_was_looked_at_is_remembered_from_a_kept_page(page, product):
    door, kitchen = shop()
    Visitor(door).get(page)
    visitor = Visitor(door, {"seen": "prd_0123456789abcdefghjkmnpqrs"})
    visitor.get(page)
    assert visitor.cookies["seen"].startswith(product.public_id)
    assert "set-cookie" not in visitor.get(page).headers
    assert len(kitchen.made) == 1


def test_searches_are_counted_from_kept_pages(page):
    from catalog.domain import search_log
    from catalog.models import SearchTally

    door, kitchen = shop()
    for _ in range(3):
        Visitor(door).get("/search/?q=clay+pot")
    search_log.keep()
    tally = SearchTally.objects.get(words="clay pot")
    assert (tally.searches, tally.results, len(kitchen.made)) == (3, 1, 1)


def test_what_is_not_there_is_not_kept(page):
    door, kitchen = shop()
    for _ in range(3):
        assert Visitor(door).get("/p/no-such-thing/").status == 404
    assert len(kitchen.made) == 3


@pytest.mark.parametrize(
    "path", ["/cart/", "/account/login/", "/staff/", "/health/live", "/nothing/", "/seen/", "/lists/"]
)
def test_other_addresses_pass(path, db):
    door, kitchen = shop()
    for _ in range(2):
        Visitor(door, {"tracker": "x"}).get(path)
    assert [environ["HTTP_COOKIE"] for environ in kitchen.made] == ["tracker=x"] * 2


def test_a_strange_host_gets_nothing(page):
    door, _kitchen = shop()
    Visitor(door).get(page)
    for _ in range(2):
        assert Visitor(door).get(page, HTTP_HOST="evil.example").status == 400


def test_parts_of_pages_are_not_kept(page):
    door, kitchen = shop()
    for _ in range(2):
        Visitor(door).get("/search/", HTTP_HX_REQUEST="true")
    assert len(kitchen.made) == 2


def test_without_a_cache_pages_come_all_the_same(page, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:9/0"}}
    door, kitchen = shop()
    for _ in range(3):
        assert Visitor(door).get(page).status == 200
    assert len(kitchen.made) == 3


def test_the_door_may_be_left_open(settings):
    from commerce.kernel.page_cache.door import PageCache, in_front_of

    _door, kitchen = shop()
    settings.PAGE_CACHE = False
    assert in_front_of(kitchen) is kitchen
    settings.PAGE_CACHE = True
    assert isinstance(in_front_of(kitchen), PageCache)


def test_programs_are_told_how_old_an_answer_is(page, product):
    door, _kitchen = shop()
    answer = Visitor(door).get(f"/api/v1/products/{product.slug}")
    assert answer.headers["cache-control"] == "public, max-age=30"
    assert answer.headers["age"] == "0"


def test_found_and_not_found_are_counted_and_what_is_never_kept_is_not(page):
    door, _kitchen = shop()
    door.tally.flush_at = float("inf")
    for _ in range(3):
        assert Visitor(door).get(page).status == 200
        assert Visitor(door).get(reverse("catalog:product", args=["no-such-thing"])).status == 404
        assert Visitor(door, {"cart": "1"}).get(page).status == 200
    assert door.tally.counted == {"miss": 1, "hit": 2}
