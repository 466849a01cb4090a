"""Searching and choosing by keys alone: offers, filters, order, pages, pictures, options; menus and sheets hold the
focus and give it back."""

import pytest
from playwright.sync_api import expect

from tests.e2e.focus import press, stop, tab_to, walk
from tests.e2e.full_market import fill_market
from tests.e2e.shopper import DESK, PHONE, Visits


def test_offers_of_the_search_field(visits: Visits) -> None:
    goods = fill_market()
    guest = visits.shopper()
    guest.open_whole()
    page = guest.page
    tab_to(page, "q")
    page.keyboard.type("market s", delay=20)
    field, offers = page.get_by_role("combobox", name="Search the market"), page.get_by_role("option")
    expect(field).to_have_attribute("aria-expanded", "true")
    press(page, "ArrowDown", "ArrowUp")
    chosen = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("id") == offers.last.get_attribute("id")
    expect(chosen).to_have_attribute("aria-selected", "true")
    press(page, "Escape")
    expect(offers.first).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_value("market s")
    page.keyboard.type("h")
    expect(field).to_have_attribute("aria-expanded", "true")
    press(page, "ArrowUp", "Enter")
    page.wait_for_url(f"**{goods.shirt_path}")


def test_filters_order_and_the_next_page(visits: Visits) -> None:
    fill_market()
    guest = visits.shopper()
    guest.open_whole("/search/")
    page = guest.page
    tab_to(page, "seller")
    press(page, "Tab", "Space")
    expect(page.locator("#list-count")).to_have_text("8 products")
    assert stop(page).words == "seller", "the tick that was set keeps the focus"  # type: ignore[union-attr]
    tab_to(page, "Bob remove")
    press(page, "Enter")
    expect(page.locator("#list-count")).to_have_text("28 products")
    page.locator("#sort").focus()
    page.keyboard.type("Price, low")
    expect(page).to_have_url(f"{visits.market.url}/search/?sort=price-low")
    expect(page.locator(".card .price-now").first).to_have_text("G$100")
    expect(page.locator("#sort")).to_be_focused()
    page.get_by_role("link", name="Show more products").focus()
    press(page, "Enter")
    expect(page.locator(".card")).to_have_count(28)
    expect(page.locator(".card h3 a").nth(24)).to_be_focused()


def test_the_sheet_of_filters_holds_the_focus(visits: Visits) -> None:
    fill_market()
    guest = visits.shopper(width=PHONE)
    guest.open_whole("/search/")
    page = guest.page
    tab_to(page, "Filter")
    press(page, "Space")
    sheet = page.get_by_role("dialog", name="Filter")
    expect(sheet).to_be_visible()
    expect(sheet.get_by_role("link", name="Close")).to_be_focused()
    press(page, "Shift+Tab")
    expect(page.locator("#filters-show")).to_be_focused()
    press(page, "Tab")
    expect(sheet.get_by_role("link", name="Close")).to_be_focused()
    tab_to(page, "seller")
    press(page, "Space")
    expect(page.locator("#filters-show")).to_have_text("Show 20 products")
    press(page, "Escape")
    expect(sheet).to_have_count(0)
    expect(page.locator("a[href='#filters']")).to_be_focused()
    expect(page.locator("a[href='#filters']")).to_have_attribute("aria-expanded", "false")


def test_pictures_and_options(visits: Visits) -> None:
    goods = fill_market()
    guest = visits.shopper()
    guest.open_whole(goods.shirt_path)
    page = guest.page
    tab_to(page, "The shirt in teal")
    press(page, "Enter")
    full = page.get_by_role("dialog", name="The shirt in teal")
    expect(full.get_by_role("button", name="Close")).to_be_focused()
    press(page, "Tab", "Tab", "Tab")
    assert page.evaluate(
        "document.activeElement === document.body || Boolean(document.activeElement.closest('dialog'))"
    )
    press(page, "Escape")
    expect(page.get_by_role("link", name="The shirt in teal")).to_be_focused()
    tab_to(page, "Picture 2 of 3")
    press(page, "Enter")
    expect(page.get_by_role("link", name="Picture 2 of 3")).to_have_attribute("aria-current", "true")
    assert page.locator(".gallery-strip").evaluate("each => each.scrollLeft >= each.clientWidth * .9")
    tab_to(page, "Red")
    press(page, "Enter")
    expect(page.get_by_role("group", name="Colour: Red")).to_be_visible()
    expect(page.get_by_role("link", name="Red", exact=True)).to_be_focused()
    tab_to(page, "One more")
    press(page, "Enter")
    tab_to(page, "Add to cart")
    press(page, "Enter")
    expect(page.locator("#toasts").get_by_role("button", name="Close")).to_be_visible()
    press(page, "Escape")
    expect(page.locator("#toasts .toast")).to_have_count(0)


def test_menus_close_and_give_the_focus_back(visits: Visits) -> None:
    goods = fill_market()
    guest = visits.shopper(width=DESK)
    guest.open_whole(goods.shirt_path)
    page = guest.page
    for words, inside in (("Categories", "Kitchen"), ("Share", "WhatsApp")):
        tab_to(page, words)
        press(page, "Enter")
        tab_to(page, inside)
        press(page, "Escape")
        assert stop(page).words == words  # type: ignore[union-attr]
        expect(page.get_by_role("link", name=inside, exact=True).first).to_be_hidden() if words == "Share" else None
        press(page, "Enter")
        tab_to(page, inside)
        press(page, "Shift+Tab", "Shift+Tab")
        assert page.locator("details:is(.menu, .share)[open]").count() == 0, "an open menu hides where the focus goes"


@pytest.mark.parametrize(("width", "keys"), [(PHONE, ("Tab", "Shift+Tab")), (DESK, ("Tab",))], ids=["phone", "desk"])
def test_the_focus_is_always_seen(visits: Visits, width: int, keys: tuple[str, ...]) -> None:
    goods = fill_market()
    guest = visits.shopper(width=width)
    guest.open(goods.shirt_path)
    guest.add_from_product_page()
    expect(guest.page.locator("#toasts")).to_contain_text("is in your cart")
    faults = []
    for path in ("/search/?in_stock=1", goods.shirt_path, "/cart/", "/checkout/"):
        guest.open(path)
        for key in keys:
            stops = walk(guest.page, key)
            assert len(stops) > 10
            faults += [f"{path} {key}: {fault}" for each in stops for fault in each.faults()]
    assert not faults, "\n".join(faults)
