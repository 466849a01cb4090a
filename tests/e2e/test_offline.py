"""The shop on a phone's first screen and without a network: what is kept, what never is, and when it goes."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from catalog.models import Variant
from orders.models import Order
from tests.e2e.shopper import PHONE, Shopper, Visits, make_member
from tests.factories.shop import make_order, make_variant

LINE = re.compile(r"You are offline\. This is from \d\d:\d\d\.")


def ready(shopper: Shopper) -> None:
    """Until the worker answers for this window."""
    shopper.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    shopper.page.wait_for_function("navigator.serviceWorker.controller !== null")


def kept(page: Page) -> list[str]:
    """Addresses of the pages that are kept on the device."""
    script = """async () => {
      if (!(await caches.has("kept"))) return [];
      const keys = await (await caches.open("kept")).keys();
      return keys.map((key) => new URL(key.url).pathname).filter((path) => path !== "/kept-person").sort();
    }"""
    return page.evaluate(script)


def wait_for(page: Page, paths: list[str]) -> None:
    """Until exactly these are kept."""
    for _try in range(50):
        if kept(page) == sorted(paths):
            return
        page.wait_for_timeout(100)
    assert kept(page) == sorted(paths)


@pytest.fixture
def phone(visits: Visits) -> Shopper:
    shopper = visits.shopper(width=PHONE, worker=True)
    shopper.open("/offline/")
    ready(shopper)
    return shopper


@pytest.fixture
def without_network(visits: Visits) -> Callable[[Shopper], None]:
    """The line is cut; what Chromium then says about every request that failed is what these tests are about."""

    def cut(shopper: Shopper) -> None:
        visits.listening = False
        shopper.page.context.set_offline(True)

    return cut


def open_path(shopper: Shopper, path: str) -> str:
    shopper.open(path)
    return shopper.page.locator("body").inner_text()


def fill_cart(shopper: Shopper, variant: Variant) -> None:
    shopper.open(variant.product.get_absolute_url())
    shopper.add_from_product_page()
    expect(shopper.page.locator("#toasts")).to_contain_text("is in your cart")


def test_the_shop_can_be_installed(visits: Visits, phone: Shopper) -> None:
    phone.open("/")
    session = phone.page.context.new_cdp_session(phone.page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith("/manifest.webmanifest")
    problems = {each["errorId"] for each in session.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert problems - {"in-incognito"} == set()
    assert phone.page.evaluate("navigator.serviceWorker.controller.state") == "activated"


def test_the_worker_comes_by_itself_once_the_page_is_there(visits: Visits) -> None:
    make_variant()
    shopper = visits.shopper(worker=True)
    shopper.open("/")
    ready(shopper)
    assert shopper.page.evaluate("navigator.serviceWorker.controller.scriptURL").endswith("/sw.js")


def test_cart_order_and_products_are_there_without_a_network(
    visits: Visits, phone: Shopper, paid_order: Callable[[], Order], without_network
) -> None:
    mug, order = make_variant(), paid_order()
    mug.product.title = "Prefect's mug & saucer"
    mug.product.save()
    path = mug.product.get_absolute_url()
    fill_cart(phone, mug)
    phone.open("/cart/")
    phone.open(f"{order.get_absolute_url()}?key={order.token}")
    phone.open(order.get_absolute_url())
    wait_for(phone.page, ["/cart/", order.get_absolute_url(), path])
    phone.open("/checkout/")
    expect(phone.page.locator("main")).to_contain_text("mail")

    without_network(phone)
    for address, words in (
        (path, mug.product.title),
        ("/cart/", mug.product.title),
        (order.get_absolute_url(), order.number),
    ):
        text = open_path(phone, address)
        assert LINE.search(text), address
        assert words in text
    for address in ("/checkout/", "/account/", "/staff/", "/orders/", "/c/none/"):
        text = open_path(phone, address)
        assert "This page needs the network." in text, address
        assert not LINE.search(text)

    phone.open("/offline/")
    expect(phone.page.locator("[data-kept=cart] a")).to_have_attribute("href", "/cart/")
    expect(phone.page.locator("[data-kept=order] a")).to_have_text(f"Order {order.number}")
    expect(phone.page.locator("[data-kept=product] a")).to_have_text(mug.product.title)
    expect(phone.page.locator("[data-nothing]")).to_be_hidden()
    phone.page.locator("[data-kept=cart] a").click()
    expect(phone.page.locator(".offline-line")).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE

    phone.page.context.set_offline(False)
    assert not LINE.search(open_path(phone, "/cart/"))


def test_nothing_else_is_ever_kept(visits: Visits, phone: Shopper) -> None:
    user = make_member(is_staff=True)
    make_order((make_variant(), 1), user=user)
    phone.sign_in(user.email)
    mug = make_variant()
    fill_cart(phone, mug)
    others = "/ /search/ /checkout/ /orders/ /account/ /account/addresses/ /account/email/ /staff/"
    for path in others.split():
        phone.open(path)
        assert phone.page.url == f"{phone.base}{path}"
    phone.page.wait_for_timeout(500)
    assert kept(phone.page) == [mug.product.get_absolute_url()]


def test_signing_out_drops_everything(visits: Visits, phone: Shopper, without_network) -> None:
    user, mug = make_member(), make_variant()
    phone.sign_in(user.email)
    order = make_order((make_variant(), 1), user=user)
    fill_cart(phone, mug)
    phone.open("/cart/")
    phone.open(order.get_absolute_url())
    wait_for(phone.page, ["/cart/", order.get_absolute_url(), mug.product.get_absolute_url()])
    phone.open("/account/logout/")
    phone.page.locator("main form button[type=submit]").click()
    phone.page.wait_for_url(f"{phone.base}/")
    wait_for(phone.page, [])

    without_network(phone)
    for path in ("/cart/", order.get_absolute_url()):
        assert "This page needs the network." in open_path(phone, path)
    phone.open("/offline/")
    expect(phone.page.locator("[data-nothing]")).to_be_visible()


def test_a_page_that_comes_after_the_sign_out_is_not_kept(visits: Visits, phone: Shopper, monkeypatch) -> None:
    from cart.views import pages

    phone.sign_in(make_member().email)
    phone.open("/account/logout/")
    real = pages.contents
    monkeypatch.setattr(pages, "contents", lambda **values: (time.sleep(3), real(**values))[1])
    late = visits.tab_of(phone.page.context)
    late.open("/pages/terms/")
    late.page.evaluate("void setTimeout(() => { location.href = '/cart/'; })")
    late.page.wait_for_timeout(500)
    phone.page.locator("main form button[type=submit]").click()
    phone.page.wait_for_url(f"{phone.base}/")
    late.page.wait_for_url(f"{phone.base}/cart/")
    late.page.wait_for_timeout(500)
    assert kept(phone.page) == []


def test_another_person_finds_nothing_of_the_first(visits: Visits, phone: Shopper) -> None:
    """The session ended without a press on "Sign out": the first page of somebody else tells."""
    first, second = make_member(), make_member()
    phone.sign_in(first.email)
    phone.open("/cart/")
    wait_for(phone.page, ["/cart/"])
    phone.page.context.clear_cookies()
    phone.page.context.add_cookies(
        [{"name": "session", "value": session_of(second), "url": phone.base}],
    )
    phone.open("/pages/terms/")
    wait_for(phone.page, [])


def session_of(user) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.cookies["session"].value


def test_the_twenty_latest_products_are_kept(visits: Visits, phone: Shopper) -> None:
    products = [make_variant(units=1).product for _each in range(22)]
    for product in products:
        phone.open(product.get_absolute_url())
    phone.open(products[2].get_absolute_url())
    wait_for(phone.page, [product.get_absolute_url() for product in products[2:]])


def test_a_slow_line_shows_the_copy_after_four_seconds(visits: Visits, phone: Shopper, monkeypatch) -> None:
    from cart.views import pages

    phone.open("/cart/")
    wait_for(phone.page, ["/cart/"])
    real = pages.contents
    monkeypatch.setattr(pages, "contents", lambda **values: (time.sleep(7), real(**values))[1])
    began = time.monotonic()
    text = open_path(phone, "/cart/")
    assert "The connection is slow. This is from" in text
    assert 3.5 < time.monotonic() - began < 6.5
    phone.page.wait_for_timeout(4000)


def test_without_scripts_nothing_is_different(visits: Visits) -> None:
    shopper = visits.shopper(scripts=False, worker=True)
    shopper.open("/offline/")
    expect(shopper.page.locator("main")).to_contain_text("Nothing is kept on this device yet.")
