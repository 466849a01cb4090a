"""What Lighthouse asks of a page for search engines, asked of every kind of public page."""

import json
import re
from html.parser import HTMLParser
from urllib.robotparser import RobotFileParser

import pytest
from django.core.cache import cache
from django.test import Client

from catalog.domain.categories import create_category
from catalog.models import Product
from tests.catalog.browsing.schema_org import faults_of_thing
from tests.factories.shop import make_seller, make_variant

PAGES = {
    "home": "/", "category": "/c/kitchen/", "product": "PRODUCT", "stall": "/s/bourda/", "stalls": "/sellers/",
    "stories": "/stories/", "story": "/stories/weaving/", "page": "/pages/delivery/", "built-in": "/pages/returns/",
}  # fmt: skip
# Words of a link that tell nothing (Lighthouse, "link-text").
EMPTY_WORDS = {"click here", "click this", "go", "here", "information", "learn more", "more", "more info", "more information", "right here", "read more", "see more", "start", "this"}  # noqa: E501  # fmt: skip


class Read(HTMLParser):
    """Title, metas by name, links with their words, pictures without words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title, self.metas, self.links = "", {}, []
        self.heads: list[dict[str, str | None]] = []
        self.speechless: list[str] = []
        self.inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta":
            self.metas[values.get("name") or values.get("property") or ""] = values.get("content") or ""
        elif tag == "link":
            self.heads.append(values)
        elif tag == "img" and "alt" not in values:
            self.speechless.append(values.get("src") or "")
        elif tag in ("a", "title"):
            self.inside.append(tag)
            if tag == "a":
                self.links.append([values.get("href"), values.get("aria-label") or ""])

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if "title" in self.inside:
            self.title += data
        elif "a" in self.inside:
            self.links[-1][1] += data


@pytest.fixture
def market(write) -> dict[str, str]:
    shelf = create_category(name="Kitchen", description="Pots and cups.")
    product = make_variant(seller=make_seller(slug="bourda", about="Enamel and iron.")).product
    Product.objects.filter(pk=product.pk).update(category=shelf)
    write("delivery", summary="When parcels come.")
    write("weaving", kind="story", summary="How cloth is made.")
    cache.clear()
    return PAGES | {"product": product.get_absolute_url()}


@pytest.mark.parametrize("name", PAGES)
def test_every_public_page_passes(market, name: str) -> None:
    answer = Client().get(market[name])
    page = Read(answer.content.decode())
    assert answer.status_code == 200
    assert page.title.strip()
    assert 10 <= len(page.metas["description"]) <= 300
    assert "viewport" in page.metas
    assert "noindex" not in page.metas.get("robots", "")
    assert "X-Robots-Tag" not in answer.headers
    assert [each["href"] for each in page.heads if each.get("rel") == "canonical"] == [
        f"http://localhost{market[name]}"
    ]
    assert page.speechless == []
    assert [href for href, _words in page.links if not href or href.startswith("javascript:")] == []
    assert [words for _href, words in page.links if words.strip().lower() in EMPTY_WORDS] == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != "built-in"])
def test_a_link_to_it_looks_like_something(market, name: str) -> None:
    metas = Read(Client().get(market[name]).content.decode()).metas
    assert metas["og:title"]
    assert metas.get("og:url", f"http://localhost{market[name]}") == f"http://localhost{market[name]}"
    assert metas.get("og:type", "website") == {"product": "product", "story": "article"}.get(name, "website")
    assert metas["og:image"] == "http://localhost/static/img/icon-512.png"  # nothing here has a picture of its own
    assert metas["twitter:card"] in ("summary", "summary_large_image")


def test_a_story_is_told_in_the_words_of_the_vocabulary(market) -> None:
    html = Client().get("/stories/weaving/").content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    story, way = json.loads(block)["@graph"]
    assert [fault for thing in (story, way) for fault in faults_of_thing(thing)] == []
    assert (story["@type"], story["headline"]) == ("BlogPosting", "Weaving")
    assert story["dateModified"] >= story["datePublished"]
    assert [step["name"] for step in way["itemListElement"]] == ["Market", "Stories", "Weaving"]
    assert "ld+json" not in Client().get("/pages/delivery/").content.decode()


def test_a_filtered_list_has_no_card(market) -> None:
    assert "og:title" not in Read(Client().get("/c/kitchen/?sort=price").content.decode()).metas


@pytest.mark.parametrize("path", ["/", "/c/kitchen/", "/p/mug/", "/s/bourda/", "/stories/weaving/", "/pages/terms/"])
def test_robots_let_crawlers_in(path: str) -> None:
    robots = RobotFileParser()
    robots.parse(Client().get("/robots.txt").content.decode().splitlines())
    assert robots.can_fetch("*", f"http://localhost{path}")
    assert not robots.can_fetch("*", "http://localhost/cart/")


def test_every_line_of_robots_is_one_that_crawlers_know() -> None:
    lines = Client().get("/robots.txt").content.decode().splitlines()
    assert [each for each in lines if each and not re.match(r"^(User-agent|Allow|Disallow|Sitemap): \S+$", each)] == []
