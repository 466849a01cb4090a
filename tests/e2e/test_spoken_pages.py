"""What pages say to somebody who does not see them: names, roles, order, errors and what changes by itself."""

import pytest
from playwright.sync_api import expect

from orders.models import Order
from tests.e2e import tree
from tests.e2e.full_market import fill_market
from tests.e2e.shopper import DESK, PHONE, Shopper, Visits, make_member
from tests.factories.shop import make_area

WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])


def faults(shopper: Shopper, *paths: str) -> list[str]:
    """Of these pages, or of the one that is open."""
    found = []
    for path in paths or ("",):
        if path:
            shopper.open(path)
        shopper.page.wait_for_load_state("load")
        language = shopper.page.locator("html").get_attribute("lang")
        told = tree.faults(tree.read(shopper.page)) + ([] if language == "en" else [f"language {language}"])
        found += [f"{shopper.page.url} {each}" for each in told]
    return found


def buy_one_of_each(shopper: Shopper, *paths: str) -> None:
    for path in paths:
        shopper.open(path)
        shopper.add_from_product_page()
        expect(shopper.page.locator("#toasts")).to_contain_text("is in your cart")


@WIDTHS
def test_a_shoppers_way_is_told_in_full(visits: Visits, width: int) -> None:
    goods, area = fill_market(), make_area()
    guest = visits.shopper(width=width)
    wrong = faults(
        guest, "/", "/search/", "/c/kitchen/?seller=anna&in_stock=1", "/search/?q=zzzzqqqq", "/s/anna/",
        "/sellers/", goods.shirt_path, f"{goods.shirt_path}reviews/", "/account/login/", "/account/signup/",
        "/nowhere/",
    )  # fmt: skip
    buy_one_of_each(guest, goods.shirt_path, goods.mug.get_absolute_url())
    wrong += faults(guest) + faults(guest, "/cart/", "/checkout/")
    guest.press_pay()
    expect(guest.page.get_by_role("alert").first).to_be_visible()
    wrong += faults(guest)
    guest.fill_checkout(area=area.name)
    guest.press_pay()
    guest.page.wait_for_url("**/c/pay/**")
    wrong += faults(guest, f"/orders/{Order.objects.get().public_id}/")
    assert not wrong, "\n".join(wrong)


def test_members_and_staff_are_told_in_full(visits: Visits) -> None:
    fill_market()
    member = visits.shopper(width=PHONE)
    member.sign_in(make_member().email)
    wrong = faults(member, "/account/", "/account/addresses/new/", "/orders/", "/lists/")
    staff = visits.shopper(width=DESK)
    staff.sign_in(make_member(is_staff=True, is_superuser=True).email)
    wrong += faults(staff, "/staff/", "/staff/catalog/product/", "/staff/orders/order/", "/staff/operations/")
    assert not wrong, "\n".join(wrong)


def test_prices_ratings_and_choices_are_said_in_words(visits: Visits) -> None:
    goods = fill_market()
    guest = visits.shopper()
    guest.open(f"/search/?q={goods.mug.title.replace(' ', '+')}")
    cards = tree.read(guest.page).one("main", "").of("listitem")
    card = next(each for each in cards if goods.mug.title in each.words)
    assert "Now G$1,850 before G$2,500" in card.words
    guest.open(f"{goods.shirt_path}?Colour=Red&Size=S")
    page = tree.read(guest.page)
    page.one("link", "Rated 4.0 of 5, 2 reviews")
    page.one("group", "Colour: Red")
    page.one("link", "M (sold out)")
    page.one("spinbutton", "Quantity")
    assert [each.name for each in page.of("image")][:3] == [f"The shirt in {c}" for c in ("teal", "tan", "tomato")]
    assert {"2 stars of 5", "4 stars of 5"} & {each.name for each in page.of("image")} == {"4 stars of 5"}


def test_what_changes_by_itself_is_announced(visits: Visits) -> None:
    goods = fill_market()
    guest = visits.shopper()
    guest.open("/search/")
    before = guest.page.locator("#list-count").element_handle()
    guest.page.get_by_label("Bob").check()
    expect(guest.page.locator("#list-count")).to_have_text("8 products")
    assert before.evaluate("each => each.isConnected"), "a reader listens to the place, not to one that replaces it"
    live = [each.words for each in tree.read(guest.page).of("status") if each.facts["live"] == "polite"]
    assert "8 products" in live
    guest.open(goods.shirt_path)
    guest.add_from_product_page()
    expect(guest.page.locator("#toasts")).to_contain_text("is in your cart")
    live = [each.words for each in tree.read(guest.page).of("status") if each.facts["live"] == "polite"]
    assert [words for words in live if "is in your cart" in words], live


def test_a_wrong_checkout_says_what_is_wrong_where_it_is(visits: Visits) -> None:
    goods = fill_market()
    make_area()
    guest = visits.shopper(width=PHONE)
    buy_one_of_each(guest, goods.mug.get_absolute_url())
    guest.open("/checkout/")
    fresh = tree.read(guest.page)
    asked = fresh.of("textbox", "combobox", "checkbox")
    assert [str(each) for each in asked if each.facts.get("invalid") == "true"] == []
    guest.press_pay()
    expect(guest.page.get_by_role("alert").first).to_be_focused()
    page = tree.read(guest.page)
    wrong = {each.name: each.description for each in page.walk() if each.facts.get("invalid") == "true"}
    assert sorted(wrong) == [
        "Area", "E-mail", "Full name", "I agree to the terms and have seen the return rules.", "Phone",
        "Street and house",
    ]  # fmt: skip
    assert wrong["Area"] == "Wrong: Choose the area it goes to."
    assert wrong["E-mail"] == "For the confirmation and the link to your order. Wrong: Give an e-mail address."
    page.one("heading", "6 things to put right")
