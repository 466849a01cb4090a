"""The box of a stall beside its product: who sells it, from where, how soon, and what else there is."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Product
from catalog.queries import product_page
from catalog.queries.stalls import answers_in, rated
from tests.factories.shop import make_seller

pytestmark = pytest.mark.django_db


def box(path: str) -> str:
    page = Client().get(path).content.decode()
    part = re.search(r'<aside class="seller-box".*?</aside>', page, re.DOTALL)
    assert part, page
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part[0]))


def rate(product: Product, stars: int, reviews: int) -> None:
    Product.objects.filter(pk=product.pk).update(rating_sum=stars, review_count=reviews)


@pytest.fixture
def stall():
    made = make_seller(name="Tin & Co", slug="tin", town="Linden", answer_hours=3, dispatch_days=2, return_days=10)
    type(made).objects.filter(pk=made.pk).update(created_at=datetime(2025, 3, 2, tzinfo=UTC))
    return made


def test_it_tells_who_from_where_how_soon_and_since_when(put, stall):
    mug, plate = put("Mug", seller=stall), put("Plate", seller=stall)
    rate(mug, 9, 2)
    rate(plate, 4, 1)
    rate(put("Of another stall"), 1, 1)
    told = box(mug.get_absolute_url())
    lines = (
        "Tin &amp; Co", "Rated 4.3 of 5 in 3 reviews", "Sends from Linden", "Sends within 2 working days",
        "Answers in about 3 hours", "10 days to send it back. How returns work", "Here since March 2025",
        "More from this stall", "See the stall",
    )  # fmt: skip
    assert [line for line in lines if line not in told] == []


def test_what_is_not_known_is_not_said(put):
    told = box(put("Mug", seller=make_seller(country="BD", town="Dhaka")).get_absolute_url())
    assert "Sends from Dhaka, Bangladesh" in told
    assert [words for words in ("Rated", "Answers", "More from this stall") if words in told] == []


def test_links_lead_to_the_stall_its_shelf_and_the_policy(put, stall):
    mug = put("Mug", seller=stall)
    put("Plate", seller=stall)
    page = Client().get(mug.get_absolute_url()).content.decode()
    part = page[page.index('<aside class="seller-box"') :]
    assert re.findall(r'<a [^>]*href="([^"]+)"', part[: part.index("</aside>")]) == [
        "/s/tin/", "/pages/returns/", "#same-stall", "/s/tin/",
    ]  # fmt: skip
    assert 'id="same-stall"' in page


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (None, ""), (1, "Answers in about 1 hour"), (23, "Answers in about 23 hours"),
        (24, "Answers in about 1 day"), (25, "Answers in about 2 days"),
    ],
)  # fmt: skip
def test_hours_become_days(hours, words):
    assert answers_in(hours) == words


@pytest.mark.parametrize("number", [1, 3])
def test_the_box_costs_no_statement_of_its_own(put, stall, number):
    for n in range(number):
        rate(put(f"Mug {n}", seller=stall), 5, 1)
    with CaptureQueriesContext(connection) as taken:
        found = product_page.find("thing-1")
        assert product_page.stall_beside(found).rating_count == number
    assert len(taken) == 1


@pytest.mark.parametrize("path", ["/p/thing-1/reviews/", "/p/thing-1/questions/", "/api/v1/products/thing-1/reviews"])
def test_pages_beside_the_product_do_not_ask_for_what_only_its_own_shows(put, path):
    put("Mug")
    with CaptureQueriesContext(connection) as taken:
        assert Client().get(path).status_code == 200
    assert not [each["sql"] for each in taken if "catalog_productattribute" in each["sql"]]


def test_the_rating_of_a_stall_is_summed_from_an_index(put, stall):
    mug = put("Mug", seller=stall)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert rated(Product.objects.filter(pk=mug.pk)).explain().count("product_rated") == 2
