"""Lists and options in a real browser: filters keep the place and the order, "show more" adds, the plus adds."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from catalog.models import Variant
from tests.factories.shop import make_seller

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pots(put) -> None:
    """28 pots of Anna (even prices) and Bob."""
    anna, bob = make_seller(name="Anna", slug="anna"), make_seller(name="Bob", slug="bob")
    for number in range(28):
        put(f"Pot {number:02}", seller=bob if number % 4 else anna, price=(number + 1) * 10_000)


def test_filters_order_and_more(pots, page: Page, live_server) -> None:
    page.goto(f"{live_server.url}/search/")
    page.get_by_label("Bob").check()
    expect(page.locator("#list-count")).to_have_text("21 products")
    expect(page.locator("#facets label", has_text="Anna").locator("small")).to_have_text("7")
    page.select_option("#sort", "price-low")
    expect(page.locator(".card h3").first).to_have_text("Pot 01")
    assert page.url.endswith("/search/?seller=bob&sort=price-low")
    page.get_by_role("link", name="Bob remove").click()
    expect(page.locator("#list-count")).to_have_text("28 products")
    page.get_by_role("link", name="Show more products").click()
    expect(page.locator(".card")).to_have_count(28)
    expect(page.get_by_role("link", name="Show more products")).to_have_count(0)
    assert "after=" in page.url


def test_an_option_changes_the_offer_in_place_and_is_added(put, page: Page, live_server) -> None:
    product = put("Shirt")
    product.option_names = ["Size"]
    product.save(update_fields=["option_names"])
    product.variants.update(option_values=["M"])
    Variant.objects.create(product=product, option_values=["L"], price_minor=99_900, currency="GYD", tracks_stock=False)
    page.goto(f"{live_server.url}/p/{product.slug}/")
    page.get_by_role("link", name="L", exact=True).click()
    expect(page.locator(".offer .price-large .price-now")).to_have_text("G$999")
    assert page.url.endswith("?Size=L")
    page.get_by_role("button", name="Add to cart").first.click()
    expect(page.locator("#cart-count")).to_have_text("1")


def test_the_plus_on_a_card_adds_its_product(put, page: Page, live_server) -> None:
    put("Tin cup")
    page.goto(f"{live_server.url}/search/")
    page.get_by_role("button", name="Add Tin cup to cart").click()
    expect(page.locator("#toasts")).to_contain_text("Tin cup")
    expect(page.locator("#cart-count")).to_have_text("1")


def test_rows_keep_the_filters_and_a_quick_look_adds(pots, page: Page, live_server) -> None:
    page.goto(f"{live_server.url}/search/")
    page.get_by_label("Bob").check()
    expect(page.locator("#list-count")).to_have_text("21 products")
    page.get_by_role("link", name="Rows").click()
    expect(page.locator(".cards-rows .card")).to_have_count(21)
    assert page.url.endswith("/search/?seller=bob&view=list")
    page.locator(".card").first.hover()
    page.locator(".card-look").click()
    expect(page.get_by_role("dialog").get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Add to cart").click()
    expect(page.locator("#toasts")).to_contain_text("is in your cart")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("/search/?seller=bob&view=list")


def test_a_product_is_shared_by_links(put, page: Page, live_server, settings) -> None:
    settings.SITE_URL = live_server.url
    put("Salt & pepper")
    page.goto(f"{live_server.url}/p/thing-1/")
    page.get_by_text("Share", exact=True).click()
    link = page.get_by_role("link", name="WhatsApp").get_attribute("href")
    assert link == f"https://wa.me/?text=Salt%20%26%20pepper%20{quote(live_server.url + '/p/thing-1/', safe='')}"
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="WhatsApp")).to_be_hidden()


def test_the_search_field_offers_and_is_used_with_the_keyboard(pots, put, page: Page, live_server) -> None:
    put("Potato peeler")
    page.goto(live_server.url)
    field = page.get_by_role("combobox", name="Search the market")
    field.press_sequentially("pot", delay=30)
    offers = page.get_by_role("option")
    expect(offers.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(offers.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == offers.first.get_attribute("id")
    field.press("ArrowUp")
    expect(offers.last).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(offers.first).to_be_hidden()
    field.press_sequentially("ato", delay=30)
    expect(page.get_by_role("option", name="Potato peeler")).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/search/?q=potato")
    expect(page.get_by_role("heading", level=1)).to_contain_text("potato")


def test_a_press_on_an_offer_opens_it_and_one_elsewhere_closes_the_list(pots, page: Page, live_server) -> None:
    page.goto(live_server.url)
    field = page.get_by_role("combobox", name="Search the market")
    field.press_sequentially("ann", delay=30)
    offer = page.get_by_role("option", name="Anna")
    expect(offer).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(offer).to_be_hidden()
    field.focus()
    offer.click()
    page.wait_for_url("**/s/anna/")
