"""A seller and ways to make products for the tests of the catalogue's verbs."""

from collections.abc import Callable

import pytest

from catalog.domain import products
from catalog.models import Product
from vendors.sellers.models import Seller


@pytest.fixture
def seller(db: None) -> Seller:
    return Seller.objects.create(
        name="Test stall", slug="test-stall", country="GY", town="Georgetown", state="approved"
    )


@pytest.fixture
def make(seller: Seller) -> Callable[..., Product]:
    def make(*prices: int, title: str = "Enamel mug", **values: object) -> Product:
        names = ["Size"] if len(prices) > 1 else []
        variants = [
            products.NewVariant(price_minor=price, option_values=[f"No {n}"] if names else [])
            for n, price in enumerate(prices)
        ]
        return products.create_product(seller=seller, title=title, variants=variants, option_names=names, **values)

    return make
