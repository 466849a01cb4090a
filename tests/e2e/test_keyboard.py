"""Buying without a mouse: only Tab, Enter, Space and letters, from the first page to the provider's."""

from playwright.sync_api import Page, expect

from tests.e2e.focus import stop
from tests.e2e.shopper import Visits
from tests.factories.shop import make_area, make_variant

MOST_TABS = 80


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on what `wanted` begins with: "tag|name|words". The focus must be seen."""
    seen = []
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        found = stop(page)
        if found is None:
            continue
        seen.append(f"{found.tag}|{found.name}|{found.words}")
        if seen[-1].startswith(wanted):
            assert found.faults() == []
            return
    raise AssertionError(f"Tab never came to {wanted}: {seen}")


def test_buying_with_the_keyboard_alone(visits: Visits) -> None:
    mug, area = make_variant(units=5), make_area()
    guest = visits.shopper()
    page = guest.page
    guest.open("/")
    tab_to(page, "input|q|")
    page.keyboard.type("enamel mug")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    tab_to(page, f"a||{mug.product.title}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/p/**")
    tab_to(page, "button||Add to cart")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("is in your cart")
    tab_to(page, "a||See the cart")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cart/")
    tab_to(page, "a||Check out")
    page.keyboard.press("Enter")
    page.wait_for_url("**/checkout/")
    for name, words in (("email", "keys@example.com"), ("full_name", "Test Shopper"), ("phone", "600 1234")):
        tab_to(page, f"input|{name}|")
        page.keyboard.type(words)
    tab_to(page, "select|area|")
    page.keyboard.type(area.name)
    tab_to(page, "input|street|")
    page.keyboard.type("12 Robb Street")
    tab_to(page, "input|terms|")
    page.keyboard.press("Space")
    tab_to(page, "button||Pay")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/pay/**")
    guest.pay_by_card()
    expect(page.get_by_role("heading", name="Thank you, it is ordered")).to_be_visible()
