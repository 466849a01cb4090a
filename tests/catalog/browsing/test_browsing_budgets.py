"""How many statements a page costs: the same with one product and with many, the cache cold."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketing.content.queries.around import around
from tests.factories.shop import make_seller

# Statements with nothing in the cache, and with what all pages share in it (the tree, the stalls, the synonyms).
PAGES = {
    "/": (11, 7),
    "/c/kitchen/": (9, 3),
    "/c/kitchen/?a_material=Iron&seller=stall&price_max=9000&rating=4&stock=1&ships=GY": (10, 3),
    "/search/": (9, 3),
    "/search/?q=pot": (10, 4),
    "/search/?q=poot": (10, 4),
    "/search/?q=iron+poot+zzz": (10, 4),
    "/search/?q=pot&sort=price-low&stock=1": (10, 4),
    "/search/?q=qqzzqq": (10, 4),
    "/s/stall/": (10, 4),
    "/sellers/": (6, 4),
    # Told to be reviewed without a review there: that asks once more than a real one.
    "/p/thing-1/": (12, 5),
    "/p/thing-1/?Size=none": (12, 5),
    "/api/v1/products?search=pot": (10, 4),
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


def statements(path: str, *, warm: bool = False) -> int:
    if not warm:
        cache.clear()
        around()  # what stands around every page is one statement a minute for all of them
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(path)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize(("path", "cold", "warm"), [(path, *numbers) for path, numbers in PAGES.items()], ids=PAGES)
def test_a_page_costs_the_same_with_many_products(fill, path: str, cold: int, warm: int) -> None:
    fill(1)
    with_one = statements(path), statements(path, warm=True)
    fill(11)
    with_many = statements(path), statements(path, warm=True)
    assert (max(with_one[0], with_many[0]) <= cold, max(with_one[1], with_many[1]) <= warm) == (True, True), (
        with_one,
        with_many,
    )


def test_pages_work_while_the_cache_is_away(fill, settings) -> None:
    fill(1)
    away = settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}
    assert Client().get("/c/kitchen/").status_code == 200
