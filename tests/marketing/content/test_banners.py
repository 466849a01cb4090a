"""Banners: where, when, for whom, and what they cost."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.domain.loose_pictures import keep_picture
from commerce.kernel.errors import Refused
from marketing.content.domain import banners
from marketing.content.domain.links import WrongLink
from marketing.content.queries import around
from tests.marketing.content.conftest import ago, png

pytestmark = pytest.mark.django_db


def seen(path: str, client: Client | None = None) -> list[str]:
    html = (client or Client()).get(path).content.decode()
    return [part.split("<")[0].strip() for part in html.split('class="banner-words">')[1:]]


@pytest.mark.parametrize(
    ("placement", "path"), [("home", "/"), ("lists", "/search/"), ("cart", "/cart/"), ("strip", "/pages/terms/")]
)
def test_a_banner_stands_at_its_place_alone(put_up, placement: str, path: str) -> None:
    put_up(placement, text="Closed on Sunday.")
    every = {each: seen(each) for each in ("/", "/search/", "/cart/", "/pages/terms/")}
    here = every if placement == "strip" else {path}
    assert every == {each: ["Closed on Sunday."] if each in here else [] for each in every}


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, True),
        ({"is_on": False}, False),
        ({"shown_from": ago(-1)}, False),
        ({"shown_from": ago(1), "shown_until": ago(-1)}, True),
        ({"shown_until": ago(0.001)}, False),
    ],
)
def test_a_banner_keeps_to_its_time(put_up, values, shown: bool) -> None:
    put_up("home", **values)
    assert bool(seen("/")) is shown


def test_the_most_important_one_is_shown_until_it_is_closed(put_up) -> None:
    put_up("home", text="Second.", position=5)
    first = put_up("home", text="First.", position=1)
    client = Client()
    assert seen("/", client) == ["First."]
    answer = client.post(f"/banners/{first.public_id}/dismissal/", headers={"Referer": "http://testserver/?a=1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/?a=1")
    assert seen("/", client) == ["Second."]
    assert seen("/") == ["First."]


def test_htmx_takes_a_closed_banner_away(put_up) -> None:
    shown = put_up("home")
    answer = Client().post(f"/banners/{shown.public_id}/dismissal/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.cookies["closed_banners"].value == shown.public_id


def test_what_cannot_be_closed_stays(put_up) -> None:
    shown = put_up("home", is_dismissible=False)
    client = Client()
    client.cookies["closed_banners"] = shown.public_id
    assert client.post(f"/banners/{shown.public_id}/dismissal/").status_code == 404
    assert seen("/", client) == ["A sentence."]


def test_a_change_is_seen_at_once(put_up) -> None:
    shown = put_up("home", text="Before.")
    assert seen("/") == ["Before."]
    put_up("home", banner=shown, text="After.")
    assert seen("/") == ["After."]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_all_banners_cost_one_statement_and_then_none(put_up, write, number: int) -> None:
    picture = keep_picture(content=png()) if number else None
    for _each in range(number):
        for placement in ("home", "strip", "lists"):
            put_up(placement, picture=picture)
        write(f"page-{_each}", footer="rules")
    cache.clear()
    taken = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert Client().get("/pages/terms/").status_code == 200
        taken.append(len([each for each in captured.captured_queries if "content_banner" in each["sql"]]))
    assert taken == [1, 0]


def test_the_cache_forgets_when_the_next_one_begins(put_up) -> None:
    put_up("home", shown_from=ago(-10 / 3600))
    _around, seconds = around._read()
    assert 8 <= seconds <= 10
    put_up("home", shown_until=ago(-1))
    assert around._read()[1] <= 10


def test_a_picture_comes_with_it(put_up) -> None:
    put_up("home", picture=keep_picture(content=png(), alt="Green"))
    assert (
        '<img src="/media/pictures/'
        in Client().get("/").content.decode().split('class="banner ')[1].split("</aside>")[0]
    )


@pytest.mark.parametrize(
    "link", ["//evil.example/", "http://evil.example/", "javascript:alert(1)", "c/food/", "/\\evil", "https://", "/a b"]
)
def test_a_link_leads_to_us_or_over_https(db, link: str) -> None:
    with pytest.raises(WrongLink):
        banners.save_banner(placement="home", text="A.", link_text="Go", link=link)


def test_our_own_address_is_kept_as_a_path(put_up, settings) -> None:
    assert put_up("home", link_text="Go", link=f"{settings.SITE_URL}/c/food/").link == "/c/food/"
    assert put_up("home", link_text="Go", link="https://example.com/x").link == "https://example.com/x"


def test_a_link_says_what_it_leads_to(db) -> None:
    with pytest.raises(Refused):
        banners.save_banner(placement="home", text="A.", link="/c/food/")
