"""Goods on the shelves, as the verbs of the catalogue would leave them, and a browser to look at them."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page, sync_playwright

from catalog.domain import indexing, stock, summaries
from catalog.domain.categories import create_category
from catalog.models import Attribute, Category, Product, ProductAttribute, Variant
from deploy.embedded.browser import chromium_path
from tests.factories.shop import make_seller

Put = Callable[..., Product]


@pytest.fixture
def shelf(db: None) -> Category:
    return create_category(name="Kitchen", description="Pots and cups.")


@pytest.fixture
def put(db: None) -> Put:
    """`put("Enamel mug", price=185_000, units=10, seller=…, category=…, details={"Material": "Enamel"})`."""
    numbers = count(1)

    def put_one(
        title: str,
        *,
        price: int = 185_000,
        units: int = 10,
        weight: int | None = 400,
        sku: str = "",
        details: dict[str, str] | None = None,
        **values: Any,
    ) -> Product:
        number = next(numbers)
        seller = values.pop("seller", None) or make_seller()
        facts = {"slug": f"thing-{number}", "status": "active", "currency": "GYD", "seller": seller, "title": title}
        product = Product.objects.create(**facts | values)
        variant = Variant.objects.create(
            product=product, price_minor=price, currency="GYD", sku=sku or f"SKU-{number}", weight_grams=weight
        )
        if units:
            stock.adjust(variant_id=variant.pk, quantity=units, kind="received", reason="opening", actor="test")
        for name, value in (details or {}).items():
            attribute, _made = Attribute.objects.get_or_create(code=name.lower(), defaults={"name": name})
            ProductAttribute.objects.create(product=product, attribute=attribute, text=value)
        refresh(product)
        return product

    return put_one


def refresh(product: Product) -> None:
    with transaction.atomic():
        summaries.refresh([product.pk], with_text=True)
    indexing.index([product.pk])
    product.refresh_from_db()


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, live_server: object) -> Iterator[Page]:
    """A page that fails the test when a script or a request fails; closed before its server is."""
    # Playwright's loop runs in this thread, so Django would refuse to touch the database in it.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path())
        page = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce").new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
        yield page
        browser.close()
    assert faults == []
