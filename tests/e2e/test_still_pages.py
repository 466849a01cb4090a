"""Nothing moves under the finger: layout shifts of the pages that are seen most, as they come up, scrolled to the end
and back. How long things take depends on the machine and is not asked here (`./stabroek bench --browser` tells)."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from catalog.models import Product
from loadtests.bench.browser.line import GOALS, slow_line
from loadtests.bench.browser.window import WATCH, scroll_through
from tests.e2e.shopper import DESK, PHONE, Shopper, Visits


@pytest.fixture
def demo(visits: Visits, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    call_command("load_demo", stdout=StringIO())


def put_two_in_the_cart(guest: Shopper) -> None:
    """Of two stalls, each by the button of its page."""
    shown = Product.objects.filter(
        status="active", only_variant__gt="", available__gt=0, is_digital=False, season_from=None
    ).order_by("pk")
    first = shown[0]
    second = shown.exclude(seller=first.seller)[0]
    for product in (first, second):
        guest.open(product.get_absolute_url())
        with guest.page.expect_response(lambda answer: answer.request.method == "POST"):
            guest.add_from_product_page()


def shifts(guest: Shopper, path: str, *, sheet: bool) -> tuple[float, list[str]]:
    """The score of a page and what moved."""
    guest.open_whole(path)
    assert guest.page.url == guest.base + path
    scroll_through(guest.page)
    if sheet:
        guest.page.locator("a[href='#filters']").first.click()
        guest.page.wait_for_timeout(300)
        guest.page.keyboard.press("Escape")
        guest.page.wait_for_timeout(600)
    told = guest.page.evaluate("watched.report()")
    return told["cls"], [f"{value:.3f} {what} at {time:.0f} ms" for time, value, what in told["shifts"]]


@pytest.mark.timeout(600)
def test_pages_stand_still(demo: None, visits: Visits) -> None:
    product = Product.objects.filter(lead_picture__isnull=False, status="active").order_by("pk")[0]
    paths = ["/", "/search/", product.get_absolute_url(), "/cart/", "/checkout/"]
    moved = {}
    for width in (PHONE, DESK):
        guest = visits.shopper(width=width, scale=2 if width == PHONE else 1)
        guest.page.add_init_script(path=WATCH)
        put_two_in_the_cart(guest)
        for path in paths:
            score, what = shifts(guest, path, sheet=width == PHONE and path == "/search/")
            if score >= GOALS.cls:
                moved[f"{path} at {width}"] = (score, what)
    assert moved == {}


def test_a_page_that_moves_is_caught(visits: Visits) -> None:
    guest = visits.shopper(width=PHONE)
    guest.page.add_init_script(path=WATCH)
    guest.open("/")
    guest.page.wait_for_timeout(600)
    guest.page.evaluate("document.querySelector('#main').style.marginTop = '300px'")
    guest.page.wait_for_timeout(300)
    assert guest.page.evaluate("watched.report().cls") >= GOALS.cls


def test_what_comes_late_moves_nothing_and_is_there_on_the_way_back(demo: None, visits: Visits) -> None:
    """Somebody scrolls to the end before the shelf of things seen has come."""
    guest = visits.shopper(width=DESK)
    guest.page.add_init_script(path=WATCH)
    put_two_in_the_cart(guest)
    product = Product.objects.filter(lead_picture__isnull=False, status="active").order_by("pk")[0]
    slow_line(guest.page.context.new_cdp_session(guest.page))
    guest.open_whole(product.get_absolute_url())
    with guest.page.expect_response(lambda answer: "/seen/" in answer.url):
        with guest.page.expect_request(lambda asked: "/seen/" in asked.url):
            guest.page.evaluate("document.querySelector('[hx-target=\"#seen-shelf\"]').scrollIntoView()")
        guest.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    guest.page.wait_for_timeout(500)
    assert guest.page.evaluate("watched.report().cls") < GOALS.cls
    assert guest.page.locator("#seen-shelf .card").count() == 0
    guest.page.evaluate("scrollTo(0, 0)")
    expect(guest.page.locator("#seen-shelf .card").first).to_be_attached()
