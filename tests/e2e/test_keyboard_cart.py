"""Taking things out of the cart, and a quick look at a product, by keys alone: the focus is never lost."""

from playwright.sync_api import Page, expect

from tests.e2e.focus import focused, press, tab_to
from tests.e2e.full_market import fill_market
from tests.e2e.shopper import DESK, Visits
from tests.factories.shop import make_variant


def take_out(page: Page, title: str) -> None:
    page.get_by_role("button", name=f"Remove {title}").focus()
    press(page, "Enter")
    expect(page.locator("#toasts")).to_contain_text(f"“{title}” is out of your cart.")
    expect(page.get_by_role("button", name=f"Remove {title}")).to_have_count(0)


def test_the_focus_goes_on_when_a_thing_is_taken_out(visits: Visits) -> None:
    titles = ["Blue mug", "Green mug", "Red mug"]
    guest = visits.shopper()
    for title in titles:
        mug = make_variant().product
        mug.title = title
        mug.save(update_fields=["title"])
        guest.open(mug.get_absolute_url())
        guest.add_from_product_page()
        expect(guest.page.locator("#toasts")).to_contain_text("is in your cart")
    guest.open("/cart/")
    order = guest.page.locator(".line .line-title a").all_inner_texts()
    assert sorted(order) == titles
    first, second, last = order
    take_out(guest.page, first)
    expect(guest.page.get_by_role("link", name=second, exact=True)).to_be_focused()
    assert focused(guest.page) == second
    take_out(guest.page, last)
    expect(guest.page.get_by_role("link", name=second, exact=True)).to_be_focused()
    take_out(guest.page, second)
    expect(guest.page.get_by_role("heading", name="Your cart is empty")).to_be_focused()
    assert focused(guest.page) == "Your cart is empty"


def test_a_quick_look_holds_the_focus_and_gives_it_back(visits: Visits) -> None:
    fill_market()
    guest = visits.shopper(width=DESK)
    guest.open_whole("/search/?q=market+shirt")
    page = guest.page
    tab_to(page, "Quick view: Market shirt")
    press(page, "Enter")
    look = page.get_by_role("dialog", name="Market shirt")
    expect(look).to_be_visible()
    for _press in range(12):
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
        press(page, "Tab")
    for colour in ("Red", "Blue"):
        look.get_by_role("link", name=colour, exact=True).click()
        expect(look.get_by_role("group", name=f"Colour: {colour}")).to_be_visible()
    assert page.url.endswith("/search/?q=market+shirt")
    press(page, "Escape")
    expect(look).to_have_count(0)
    expect(page.get_by_role("button", name="Quick view: Market shirt")).to_be_focused()
    assert focused(page) == "Quick view: Market shirt"
