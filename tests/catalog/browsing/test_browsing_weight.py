"""How heavy a page is on the wire: 24 cards with pictures and all filters in less than 30 KB of HTML."""

import gzip
import re

import pytest
from django.test import Client

from catalog.domain import listings
from catalog.models import Picture, Product
from tests.factories.shop import make_seller

LIMIT = 31_000
HASH = len(".8a7c9d1e2f3a")  # what a deployment adds to the name of each static file
TITLES = ["Large-print Bible with ribbon", "Hurricane lamp with brass collar", "Plain T-shirt, heavy cotton"]


@pytest.fixture
def market(put, shelf) -> None:
    sellers = [make_seller(name=f"Sadarghat Home Goods {n}", slug=f"sadarghat-home-goods-{n}") for n in range(6)]
    for number in range(26):
        title = TITLES[number % 3]
        details = {
            "Material": f"Handloom cotton {number % 6}",
            "Origin": f"Tangail {number % 6}",
            "Care": f"Hang {number % 6}",
        }
        product = put(
            f"{title} {number}",
            slug=f"{title.lower().replace(' ', '-').replace(',', '')}-{number}",
            seller=sellers[number % 6],
            category=shelf,
            details=details,
        )
        picture = Picture.objects.create(
            product=product,
            state="ready",
            digest=f"{number:032x}",
            width=1600,
            height=1600,
            webp=[320, 480, 720, 1080],
            avif=[320, 480, 720, 1080],
            alt=title,
            ground=number % 16,
        )
        Product.objects.filter(pk=product.pk).update(lead_picture=picture, rating_sum=440, review_count=100)
        listings.project([product.pk])


@pytest.mark.parametrize(
    "path", ["/", "/c/kitchen/", "/search/", "/search/?q=cotton", "/s/sadarghat-home-goods-1/", "/sellers/"]
)
def test_a_list_is_light(market, path: str) -> None:
    content = Client().get(path).content
    hashes = content.count(b"/static/") * HASH
    assert len(content) + hashes < LIMIT
    assert len(gzip.compress(content)) < 8_000


def test_a_card_asks_for_one_small_picture(market) -> None:
    card = Client().get("/c/kitchen/").content.decode().split('<li class="card">')[1].split("</li>")[0]
    assert card.count("/media/pictures/") == 1
    assert re.search(r'src="/media/pictures/[0-9a-f]{32}/480"', card)
