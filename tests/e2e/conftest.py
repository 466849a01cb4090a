"""A market with a browser in front of it, watched: no page may complain, weigh too much, or ask for a card."""

import copy
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from deploy.embedded.browser import chromium_path
from orders.domain import pay
from orders.models import Order
from tests.e2e.market_server import Market, open_market
from tests.e2e.shopper import Visits
from tests.factories.shop import make_order, make_variant

FLAGS = ["--disable-background-networking", "--disable-quic", "--disable-component-update"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests.

    Playwright leaves a running loop in this thread, for which Django refuses the ORM unless told that it is safe.
    """
    found = chromium_path()
    assert found, "Browser tests need Chromium: apt install chromium"
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def market_process(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    with open_market(tmp_path_factory.mktemp("static")) as market:
        yield market


@pytest.fixture
def market(
    transactional_db: None, market_process: Market, simulator: Any, settings: Any, tmp_path: Path
) -> Market:  # fmt: skip
    """The shop, empty, with Stripe's simulator behind it, and a folder of its own for pictures."""
    settings.MEDIA_ROOT = str(tmp_path)
    settings.SITE_URL = market_process.url
    settings.CSRF_TRUSTED_ORIGINS = [market_process.url]
    policy = copy.deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"]["form-action"] = ["'self'", simulator.url]
    settings.CONTENT_SECURITY_POLICY = policy
    simulator.post("reset")
    market_process.record.pages.clear()
    return market_process


@pytest.fixture
def visits(browser: Browser, market: Market) -> Iterator[Visits]:
    """Opens browsers for shoppers; at the end every page they saw is judged."""
    opened = Visits(browser=browser, market=market)
    yield opened
    opened.close()
    assert opened.complaints == []
    assert market.record.pages, "no page was opened"
    assert market.record.faults() == []


@pytest.fixture
def paid_order(market: Market, simulator: Any) -> Callable[[], Order]:
    """Makes an order that somebody has paid, without a browser."""

    def make() -> Order:
        order = make_order((make_variant(units=5), 2))
        simulator.pay(pay.start_payment(order=order, method="stripe", who="test").provider_ref)
        return pay.look(order=order)

    return make
