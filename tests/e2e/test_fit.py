"""Pages for somebody who makes them larger: at 200 % and 400 %, with letters further apart, with a large finger."""

from collections.abc import Iterator
from itertools import chain

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.fit import SPACING, USUAL, too_small, words_lost
from tests.e2e.full_market import Goods, fill_market
from tests.e2e.shopper import DESK, PHONE, Shopper, Visits, make_member
from tests.factories.reviews import delivered
from tests.factories.shop import make_area, make_variant

# A window of 1280 by 720 at 200 % and of 1280 by 1024 at 400 %; then letters further apart on a phone and at a desk.
SIGHTS = ((640, 360, False), (320, 256, False), (PHONE, 640, True), (DESK, 800, True))
LEAST, TOUCH = 24, 41  # pixels; 44 with the lines of a border around it


def guest_pages(guest: Shopper, goods: Goods) -> Iterator[Page]:
    """The pages of somebody who buys, one after the other."""
    for path in ("/", "/search/?in_stock=1&seller=bob", "/search/?q=zzzzqqqq", "/s/bob/", "/account/login/"):
        guest.open(path)
        yield guest.page
    guest.open(goods.shirt_path)
    yield guest.page
    for path in (goods.shirt_path, goods.mug.get_absolute_url()):
        guest.open(path)
        guest.add_from_product_page()
        expect(guest.page.locator("#toasts")).to_contain_text("is in your cart")
    for path in (f"{goods.shirt_path}reviews/", "/cart/", "/checkout/"):
        guest.open(path)
        yield guest.page
    guest.press_pay()
    expect(guest.page.get_by_role("alert").first).to_be_visible()
    yield guest.page


def member_pages(visits: Visits, width: int) -> Iterator[Page]:
    user = make_member(full_name="Ada Lord")
    order = delivered((make_variant(units=5), 2), user=user)
    member = visits.shopper(width=width)
    member.sign_in(user.email)
    for path in ("/account/", "/orders/", order.get_absolute_url(), "/account/addresses/new/"):
        member.open(path)
        yield member.page


def staff_pages(visits: Visits, width: int) -> Iterator[Page]:
    staff = visits.shopper(width=width)
    staff.sign_in(make_member(is_staff=True, is_superuser=True).email)
    for path in ("/staff/", "/staff/catalog/product/", "/staff/orders/order/"):
        staff.open(path)
        yield staff.page


def in_every_sight(page: Page) -> list[str]:
    faults = []
    for width, height, is_spaced in SIGHTS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SPACING if is_spaced else USUAL)
        label = f"{page.url} at {width} px{' with space' if is_spaced else ''}"
        faults += [f"{label}: {fault}" for fault in words_lost(page)]
    page.set_viewport_size({"width": PHONE, "height": 640})
    page.evaluate(USUAL)
    return faults


def test_nothing_is_lost_when_it_is_made_larger(visits: Visits) -> None:
    goods = fill_market()
    make_area()
    faults = [each for page in guest_pages(visits.shopper(width=PHONE), goods) for each in in_every_sight(page)]
    faults += [each for page in member_pages(visits, PHONE) for each in in_every_sight(page)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("width", "least"), [(PHONE, TOUCH), (DESK, LEAST)], ids=["phone", "desk"])
def test_what_is_pressed_is_large_enough(visits: Visits, width: int, least: int) -> None:
    goods = fill_market()
    make_area()
    small = []
    for page in chain(guest_pages(visits.shopper(width=width), goods), member_pages(visits, width)):
        small += [f"{page.url} {each}" for each in too_small(page, least)]
    for page in staff_pages(visits, width):
        small += [f"{page.url} {each}" for each in too_small(page, LEAST, spaced=True)]
    assert not small, "\n".join(small)
