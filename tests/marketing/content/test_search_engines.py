"""Robots, sitemap, canonical addresses, and what is never found."""

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.domain.categories import create_category
from catalog.models import Product
from marketing.content.queries import sitemap
from tests.factories.shop import make_seller, make_variant
from tests.marketing.content.conftest import ago

pytestmark = pytest.mark.django_db
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(path: str) -> list[str]:
    """The addresses of a sitemap or its index."""
    answer = Client().get(path)
    assert answer.status_code == 200, path
    root = ElementTree.fromstring(answer.getvalue())
    return [each.text.removeprefix("http://localhost") for each in root.iter(f"{SPACE}loc")]


def head(path: str) -> tuple[str, str]:
    """Canonical address and robots of a page."""
    html = Client().get(path).content.decode()
    found = re.findall(r'<link rel="canonical" href="http://localhost([^"]*)">', html)
    robots = re.findall(r'<meta name="robots" content="([^"]*)">', html)
    assert len(found) == 1, path
    return found[0], ",".join(robots)


@pytest.fixture
def goods(write):
    create_category(name="Kitchen")
    seller = make_seller(slug="bourda")
    write("delivery")
    write("later", publish_from=ago(-1))
    write("weaving", kind="story")
    return [make_variant(seller=seller).product for _each in range(5)]


def test_the_index_names_every_part_and_the_parts_every_address(goods, monkeypatch) -> None:
    monkeypatch.setattr(sitemap, "PART", 2)
    parts = read("/sitemap.xml")
    products = [f"/sitemap-products-{number}.xml" for number in (1, 2, 3)]
    plain = [f"/sitemap-{name}.xml" for name in ("categories", "collections", "stalls", "pages")]
    assert parts == [*plain, *products]
    assert [read(each) for each in products] == [
        [f"/p/{product.slug}/" for product in goods[start : start + 2]] for start in (0, 2, 4)
    ]
    assert read("/sitemap-categories.xml") == ["/c/kitchen/"]
    assert read("/sitemap-stalls.xml") == ["/s/bourda/"]
    own = ["/", "/sellers/", "/stories/", "/pages/terms/", "/pages/privacy/", "/pages/returns/"]
    assert sorted(read("/sitemap-pages.xml")) == sorted([*own, "/pages/delivery/", "/stories/weaving/"])


def test_what_is_not_sold_is_not_in_it(goods) -> None:
    Product.objects.filter(pk=goods[0].pk).update(status="draft")
    goods[1].seller.state = "suspended"
    goods[1].seller.save()
    assert read("/sitemap.xml")[4:] == []
    assert read("/sitemap-stalls.xml") == []


def test_every_address_of_the_map_opens(goods) -> None:
    addresses = [address for part in read("/sitemap.xml") for address in read(part)]
    assert {Client().get(address).status_code for address in addresses} == {200}
    assert {head(address) for address in addresses} == {(address, "") for address in addresses}


def test_a_change_is_dated(goods) -> None:
    root = ElementTree.fromstring(Client().get("/sitemap-products-1.xml").getvalue())
    dates = [datetime.fromisoformat(each.text) for each in root.iter(f"{SPACE}lastmod")]
    assert [date.replace(microsecond=0) for date in dates] == [
        product.updated_at.replace(microsecond=0) for product in Product.objects.order_by("pk")
    ]


@pytest.mark.parametrize("path", ["/sitemap-products-0.xml", "/sitemap-products-9.xml", "/sitemap-nothing.xml"])
def test_a_part_that_is_none(goods, path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_part_costs_two_statements_cold_and_one_warm(number: int) -> None:
    for _each in range(number):
        make_variant()
    cache.clear()
    taken = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as captured:
            read("/sitemap-products-1.xml")
        taken.append(len(captured))
    assert taken == [2, 1]


def test_robots_are_told_where_to_go(goods) -> None:
    lines = Client().get("/robots.txt").content.decode().splitlines()
    closed = ["/account/", "/api/", "/cart/", "/checkout/", "/orders/", "/search/", "/staff/", "/c/*?"]
    assert [each for each in closed if f"Disallow: {each}" not in lines] == []
    assert lines[-1] == "Sitemap: http://localhost/sitemap.xml"


@pytest.mark.parametrize(
    ("path", "canonical", "robots"),
    [
        ("/", "/", ""),
        ("/c/kitchen/", "/c/kitchen/", ""),
        ("/c/kitchen/?sort=price", "/c/kitchen/", "noindex,follow"),
        ("/c/kitchen/?after=abc", "/c/kitchen/", "noindex,follow"),
        ("/c/kitchen/?utm_source=mail", "/c/kitchen/", ""),
        ("/search/?q=mug", "/search/", "noindex,follow"),
        ("/s/bourda/?stock=1", "/s/bourda/", "noindex,follow"),
        ("/s/bourda/", "/s/bourda/", ""),
        ("/sellers/?page=2", "/sellers/", "noindex,follow"),
        ("/stories/?page=2", "/stories/", "noindex,follow"),
        ("/pages/delivery/?x=1", "/pages/delivery/", ""),
        ("/cart/", "/cart/", "noindex"),
    ],
)
def test_every_page_has_one_address(goods, path: str, canonical: str, robots: str) -> None:
    assert head(path) == (canonical, robots)


def test_a_product_keeps_its_own_address_with_choices(goods) -> None:
    path = goods[0].get_absolute_url()
    assert head(f"{path}?Size=M") == (path, "")


def test_an_error_has_no_address(db) -> None:
    html = Client().get("/nowhere/").content.decode()
    assert "canonical" not in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("path", ["/cart/", "/checkout/", "/orders/", "/account/login/", "/staff/", "/orders/ord_x/"])
def test_what_is_personal_is_never_found(path: str) -> None:
    assert Client().get(path).headers["X-Robots-Tag"] == "noindex"


def test_what_is_public_is(goods) -> None:
    assert "X-Robots-Tag" not in Client().get("/").headers


def test_other_languages_are_named_once_there_are_some(goods, settings) -> None:
    assert "hreflang" not in Client().get("/c/kitchen/").content.decode()
    settings.LANGUAGES = [("en", "English"), ("bn", "Bangla")]
    html = Client().get("/c/kitchen/").content.decode()
    assert re.findall(r'hreflang="([\w-]+)" href="http://localhost/c/kitchen/"', html) == ["en", "bn", "x-default"]
    assert "hreflang" not in Client().get("/cart/").content.decode()
