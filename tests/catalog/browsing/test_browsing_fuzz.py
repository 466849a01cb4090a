"""Two hundred addresses that nobody should write: never an error of ours."""

from random import Random
from urllib.parse import quote

import pytest
from django.test import Client

NAMES = [
    "q",
    "search",
    "category",
    "seller",
    "price_min",
    "price_max",
    "rating",
    "stock",
    "ships",
    "sort",
    "after",
    "before",
    "view",
    "a_material",
    "a_",
    "a_%00",
    "limit",
    "page",
    "v",
    "preview",
    "Size",
    "",
    "a_material[]",
    "__proto__",
]
VALUES = [
    "",
    "0",
    "1",
    "-1",
    "4",
    "1e400",
    "NaN",
    "Infinity",
    "9" * 400,
    "kitchen",
    "stall",
    "GY",
    "gy",
    "newest",
    "relevance",
    "price-low",
    "%00",
    "\x00",
    "\x1f",
    "'",
    '"',
    "\\",
    "%",
    "_",
    "'; drop table catalog_product; --",
    "a:*",
    "!!",
    "&|!()",
    "<->",
    "samsng",
    "বাইবেল",
    "é" * 300,
    "\ud7ff",
    "\U0001f600",
    "İ",
    "ﬁ",
    "W10",
    "eyJ9",
    "WyJuZXdlc3QiLDEsMSwwXQ",
    "WyJuZXdlc3QiLDkyMjMzNzIwMzY4NTQ3NzU4MDcsMSwwXQ",
    "null",
    "true",
    "[]",
    "{}",
    "../../etc/passwd",
    "x" * 5000,
]
PATHS = ["/", "/search/", "/c/kitchen/", "/s/stall/", "/sellers/", "/p/thing-1/", "/api/v1/products"]


def addresses() -> list[str]:
    random = Random(20261123)
    made = []
    for _each in range(200):
        pairs = [(random.choice(NAMES), random.choice(VALUES)) for _ in range(random.randint(1, 6))]
        query = "&".join(
            f"{name}={value if random.random() < 0.1 and value.isascii() and value.isprintable() else quote(value)}"
            for name, value in pairs
        )
        made.append(f"{random.choice(PATHS)}?{query}")
    return made


@pytest.fixture
def market(put, shelf) -> None:
    from tests.factories.shop import make_seller

    seller = make_seller(slug="stall")
    for title in ["Samsung phone", "Iron pot", "Tin cup"]:
        put(title, category=shelf, seller=seller, details={"Material": "Iron"})


def test_no_address_breaks_a_page(market) -> None:
    client = Client(raise_request_exception=True)
    answers = {address: client.get(address).status_code for address in addresses()}
    assert set(answers.values()) <= {200, 400}
    assert all(status == 200 for address, status in answers.items() if not address.startswith("/api/"))


def test_broken_bytes_break_nothing(market) -> None:
    client = Client()
    for raw in ["q=%ff%fe", "q=%C3%28", "seller=%F0%28%8C%BC", "a_%ff=1", "after=%ff", "q=%ED%A0%80"]:
        assert client.get("/search/", QUERY_STRING=raw).status_code == 200
