"""How many statements a page costs: the same with one product and with many, the cache cold."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketing.content.queries.around import around
from tests.factories.shop import make_seller

PAGES = {
    "/": 8,
    "/c/kitchen/": 5,
    "/c/kitchen/?a_material=Iron&seller=stall&price_max=9000&rating=4&stock=1&ships=GY": 5,
    "/search/": 5,
    "/search/?q=pot": 5,
    "/search/?q=poot": 5,
    "/search/?q=qqzzqq": 5,
    "/s/stall/": 5,
    "/sellers/": 5,
    "/p/thing-1/": 8,
    "/p/thing-1/?Size=none": 8,
    "/api/v1/products?search=pot": 5,
}


@pytest.fixture
def fill(put, shelf) -> Callable[[int], None]:
    seller = make_seller(slug="stall")

    def fill_shelf(number: int) -> None:
        for each in range(number):
            product = put(
                f"Iron pot {each}", category=shelf, seller=seller, details={"Material": "Iron", "Origin": f"{each}"}
            )
            product.rating_sum, product.review_count = 10, 2
            product.save(update_fields=["rating_sum", "review_count"])

    return fill_shelf


def statements(path: str) -> int:
    cache.clear()
    around()  # what stands around every page is one statement a minute for all of them
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = Client().get(path)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize(("path", "budget"), PAGES.items(), ids=PAGES)
def test_a_page_costs_the_same_with_many_products(fill, path: str, budget: int) -> None:
    fill(1)
    with_one = statements(path)
    fill(11)
    assert statements(path) <= budget
    assert with_one <= budget


def test_a_warm_tree_saves_a_statement(fill) -> None:
    fill(1)
    cold = statements("/c/kitchen/")
    with CaptureQueriesContext(connection) as captured:
        Client().get("/c/kitchen/")
    assert len(captured) == cold - 1


def test_pages_work_while_the_cache_is_away(fill, settings) -> None:
    fill(1)
    away = settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}
    assert Client().get("/c/kitchen/").status_code == 200
