"""What stands near a product: the same stall, the like on other stalls, what this browser looked at."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.domain import listings
from catalog.domain.categories import create_category
from catalog.domain.sales import count_sold
from catalog.models import Listing, Product
from catalog.queries import categories, related
from catalog.queries.cards import Card
from catalog.queries.seen import seen_cards
from catalog.queries.stall_facts import stalls
from tests.factories.seasons import LATER, season
from tests.factories.shop import make_seller

pytestmark = pytest.mark.django_db


def near(product: Product) -> related.Neighbours:
    return related.neighbours(product, categories.tree(fresh=True), now=timezone.now())


def looked_at(*products: Product) -> list[Card]:
    return seen_cards([product.public_id for product in products], now=timezone.now())


def titles(cards) -> list[str]:
    return [card.title for card in cards]


def sold(product: Product, count: int) -> Product:
    count_sold({product.variants.get().pk: count})
    return product


def seen_of(client: Client) -> list[str]:
    return client.cookies["seen"].value.split(".") if "seen" in client.cookies else []


def shelf_of(page: str, name: str) -> list[str]:
    """Titles of the cards under the heading with this id."""
    part = re.search(rf'aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    return re.findall(r"<h3><a[^>]*>([^<]+)</a>", part[1]) if part else []


def test_each_shelf_has_its_own_and_none_the_product_itself(put, shelf):
    stall, other = make_seller(), make_seller()
    mug = put("Mug", seller=stall, category=shelf)
    put("Chair", seller=stall)
    put("Jug", seller=other, category=shelf)
    put("Sofa", seller=other, category=create_category(name="Living room"))
    found = near(mug)
    assert (titles(found.stall), titles(found.similar)) == (["Chair"], ["Jug"])


def test_the_nearer_shelf_then_what_is_shared_then_what_sells(put, shelf):
    child = create_category(name="Cups", parent=shelf)
    mug = put("Enamel mug", category=child, details={"Material": "Enamel"})
    sold(put("Glass", category=child), 5)
    sold(put("Bowl", category=child), 9)
    sold(put("Teapot", category=child, details={"Material": "Enamel"}), 1)
    sold(put("Enamel mug", category=shelf, details={"Material": "Enamel"}), 99)
    assert titles(near(mug).similar) == ["Teapot", "Bowl", "Glass", "Enamel mug"]


def test_tags_and_words_count_as_shared(put, shelf):
    mug = put("Enamel mug blue", category=shelf, tags=["camping"])
    sold(put("Plate", category=shelf), 9)
    put("Kettle", category=shelf, tags=["camping"])
    put("Enamel mug red", category=shelf, tags=["camping"])
    assert titles(near(mug).similar) == ["Enamel mug red", "Kettle", "Plate"]


def test_nothing_sold_out_drafted_or_of_a_closed_stall_is_offered(put, shelf):
    stall = make_seller()
    mug = put("Mug", seller=stall, category=shelf)
    put("Gone", seller=stall, units=0)
    put("Draft", seller=stall, status="draft")
    put("Closed", seller=make_seller(state="suspended"), category=shelf)
    put("Sold out", category=shelf, units=0)
    found = near(mug)
    assert (found.stall, found.similar) == ([], [])


def test_seen_things_come_newest_first_and_sold_out_last(put):
    old, gone, new = put("Old"), put("Gone", units=0), put("New")
    assert titles(looked_at(new, gone, old)) == ["New", "Old", "Gone"]


@pytest.mark.parametrize("change", [{"status": "archived"}, {"status": "draft"}, {"seller__state": "suspended"}])
def test_what_is_not_offered_any_more_vanishes_from_every_shelf(put, shelf, change):
    stall, other = make_seller(), make_seller()
    mug = put("Mug", seller=stall, category=shelf)
    mine, theirs = put("Mine", seller=stall), put("Like", seller=other, category=shelf)
    assert titles(looked_at(mine, theirs)) == ["Mine", "Like"]
    if "status" in change:
        Product.objects.filter(pk__in=[mine.pk, theirs.pk]).update(**change)
    else:
        type(stall).objects.update(state=change["seller__state"])
    listings.rebuild()
    assert (near(mug), looked_at(mine, theirs)) == (related.Neighbours([], []), [])


def test_out_of_season_nothing_is_offered_and_what_was_seen_says_so(put, shelf):
    mug = put("Mug", category=shelf)
    cake = put("Cake", category=shelf, **season(*LATER))
    assert titles(near(mug).similar) == []
    assert [card.truth.text for card in looked_at(cake)] == ["Out of season"]


def test_a_browser_remembers_the_last_twelve_and_shows_five(put):
    client = Client()
    things = [put(f"Thing {n}") for n in range(14)]
    for thing in [*things, things[3]]:
        client.get(thing.get_absolute_url())
    assert seen_of(client) == [things[n].public_id for n in (3, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 2)]
    again = client.get(things[3].get_absolute_url())
    assert "seen" not in again.cookies
    for headers in ({}, {"HX-Request": "true"}):
        shelf = client.get("/seen/", {"but": things[3].public_id}, headers=headers).content.decode()
        assert shelf_of(shelf, "seen") == [f"Thing {n}" for n in (13, 12, 11, 10, 9)]
        assert ("<html" in shelf) is (not headers)
    assert shelf_of(client.get("/seen/").content.decode(), "seen")[0] == "Thing 3"


@pytest.mark.parametrize(
    "cookie", ["x", "prd_<script>", "." * 4000, "usr_01m8a6defcqp0y977q5zfkjnqr", "prd_" + "0" * 26]
)
def test_a_tampered_cookie_shows_nothing(put, cookie):
    client = Client()
    client.cookies["seen"] = cookie
    answer = client.get("/seen/")
    assert answer.status_code == 200
    assert "You have looked at nothing yet" in answer.content.decode()
    assert client.get("/seen/", headers={"HX-Request": "true"}).content.strip() == b""


def test_what_was_seen_can_be_forgotten(put):
    client = Client()
    client.get(put("Mug").get_absolute_url())
    answer = client.post("/seen/", headers={"Referer": "http://testserver/cart/"})
    assert answer["Location"] == "/cart/"
    assert seen_of(client) == [""]
    assert "nothing yet" in client.get("/seen/").content.decode()


def test_a_product_page_asks_for_what_was_seen(put):
    mug = put("Mug")
    page = Client().get(mug.get_absolute_url()).content.decode()
    assert f'hx-get="/seen/?but={mug.public_id}" hx-trigger="revealed" hx-target="#seen-shelf"' in page
    assert 'id="seen-shelf" data-controller="below"' in page
    assert shelf_of(page, "seen") == []


def test_an_empty_cart_shows_what_was_seen(put):
    client = Client()
    assert "You looked at these" not in client.get("/cart/").content.decode()
    client.get(put("Mug").get_absolute_url())
    assert shelf_of(client.get("/cart/").content.decode(), "seen") == ["Mug"]


def test_a_preview_is_not_remembered(put, admin_client):
    draft = put("Draft", status="draft")
    assert admin_client.get(f"{draft.get_absolute_url()}?preview").status_code == 200
    assert "seen" not in admin_client.cookies


@pytest.mark.parametrize("number", [1, 3])
def test_all_shelves_are_two_statements_and_one_while_they_are_kept(put, shelf, number, in_a_request):
    stall = make_seller()
    mug = put("Mug", seller=stall, category=shelf, details={"Material": "Tin"}, tags=["x"])
    for n in range(number):
        put(f"Mine {n}", seller=stall)
        put(f"Like {n}", category=shelf)
    tree = categories.tree(fresh=True)
    stalls()
    asked = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as taken:
            related.neighbours(mug, tree, now=timezone.now())
        asked.append(len(taken))
    assert asked == [2, 1]


def test_what_is_sold_out_meanwhile_gives_way_to_the_next(put, shelf, in_a_request):
    mug = put("Mug", category=shelf)
    others = [put(f"Like {n}", category=shelf) for n in range(7)]
    tree = categories.tree(fresh=True)
    first = titles(related.neighbours(mug, tree, now=timezone.now()).similar)
    gone = next(product for product in others if product.title == first[0])
    Listing.objects.filter(product=gone).update(available=0)
    later = titles(related.neighbours(mug, tree, now=timezone.now()).similar)
    assert (len(first), len(later)) == (5, 5)
    assert later[:4] == first[1:]
    assert gone.title not in later
