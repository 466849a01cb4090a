"""How many SQL statements a page may take, whatever it holds: a number that grows with rows is a fault."""

import sys

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.shop import make_seller, make_variant

pytestmark = pytest.mark.django_db
BUDGETS = {"list": 5, "product": 8, "cart": 8}


def statements(client: Client, path: str) -> int:
    """SQL statements of a page whose caches are as a running shop has them."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as taken:
        assert client.get(path).status_code == 200
    return len([one for one in taken.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])


@pytest.fixture
def plain_static(settings):
    """The names of static files without hashes: nothing is collected here."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}


@pytest.mark.usefixtures("plain_static")
@pytest.mark.parametrize("sellers", [1, 8])
def test_pages_keep_to_their_statements(client: Client, sellers: int) -> None:
    variants = [make_variant(seller=seller) for seller in [make_seller() for _ in range(sellers)] for _ in range(3)]
    for variant in variants:
        client.post("/cart/items/", {"variant": variant.public_id})
    paths = {"list": "/search/?q=mug", "product": variants[0].product.get_absolute_url(), "cart": "/cart/"}
    taken = {name: statements(client, path) for name, path in paths.items()}
    sys.stdout.write(f"{len(variants)} products: {taken}\n")
    assert {name: count for name, count in taken.items() if count > BUDGETS[name]} == {}
