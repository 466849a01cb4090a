"""axe over the pages: nothing serious or critical, light and dark, on a phone and at a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from orders.models import Order
from payments.domain import payment_requests
from tests.e2e.shopper import DESK, PHONE, Shopper, Visits, make_member
from tests.factories.asking import make_request
from tests.factories.shop import make_area, make_variant

GRAVE = {"serious", "critical"}
SIGHTS = pytest.mark.parametrize(
    ("width", "dark"), [(PHONE, False), (PHONE, True), (DESK, False), (DESK, True)],
    ids=["phone-light", "phone-dark", "desk-light", "desk-dark"],
)  # fmt: skip
# How wide the content may be beyond the window before a phone scrolls sideways.
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults_of(visits: Visits, page: Page) -> list[str]:
    """Rule and first place of everything grave."""
    page.wait_for_load_state("load")
    with visits.unheard():
        found = Axe().run(page).response["violations"]
    grave = [one for one in found if one["impact"] in GRAVE]
    sideways = page.evaluate(OVERFLOW)
    told = [f"{page.url} {one['id']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['target']}" for one in grave]
    return told + ([f"{page.url} is {sideways} px wider than the window"] if sideways > 0 else [])


def look(visits: Visits, shopper: Shopper, paths: list[str]) -> list[str]:
    faults = []
    for path in paths:
        shopper.open(path)
        faults += faults_of(visits, shopper.page)
    return faults


@SIGHTS
def test_a_guests_pages(visits: Visits, width: int, dark: bool) -> None:
    mug, area = make_variant(units=5), make_area()
    guest = visits.shopper(width=width, dark=dark)
    faults = look(visits, guest, [
        "/", "/search/?q=mug", "/search/?q=zzzzqqqq", "/sellers/", mug.product.seller.get_absolute_url(),
        mug.product.get_absolute_url(), "/cart/", "/account/login/", "/account/signup/", "/account/password/reset/",
        "/pages/terms/", "/nowhere/",
    ])  # fmt: skip
    guest.open(mug.product.get_absolute_url())
    guest.page.locator("form#buy button[type=submit]").click()
    expect(guest.page.locator("#toasts")).to_contain_text("is in your cart")
    faults += faults_of(visits, guest.page)
    faults += look(visits, guest, ["/cart/", "/checkout/"])
    guest.press_pay()
    expect(guest.page.get_by_role("alert").first).to_be_visible()
    faults += faults_of(visits, guest.page)
    guest.fill_checkout(area=area.name)
    guest.press_pay()
    guest.page.wait_for_url("**/c/pay/**")
    order = Order.objects.get()
    faults += look(visits, guest, [f"/orders/{order.public_id}/"])
    guest.page.locator("main").get_by_role("button", name="Pay").click()
    guest.pay_by_card()
    guest.page.wait_for_url("**/thanks/")
    faults += faults_of(visits, guest.page) + look(visits, guest, [f"/orders/{order.public_id}/"])
    assert not faults, "\n".join(faults)


@SIGHTS
def test_the_pages_of_payment_requests(visits: Visits, width: int, dark: bool) -> None:
    seller, words = make_variant().product.seller, "Black cake, two pounds, " + "very" * 30 + " rich"
    is_open, withdrawn = (make_request(payee=seller.public_id, description=words, note=words) for _ in range(2))
    payment_requests.withdraw(request=withdrawn, actor="staff:1")
    payer = visits.shopper(width=width, dark=dark)
    paths = [is_open.get_absolute_url(), f"{is_open.get_absolute_url()}code/", withdrawn.get_absolute_url()]
    faults = look(visits, payer, paths)
    payer.open(is_open.get_absolute_url())
    payer.page.fill("[name=email]", "nobody")
    payer.page.locator("main").get_by_role("button", name="Pay").click()
    expect(payer.page.locator(".field-error")).to_be_visible()
    faults += faults_of(visits, payer.page)
    payer.page.fill("[name=email]", "")
    payer.page.locator("main").get_by_role("button", name="Pay").click()
    payer.page.wait_for_url("**/c/pay/**")
    payer.page.fill("#email", "payer@example.com")
    payer.pay_by_card()
    expect(payer.page.get_by_text("Thank you, it is paid")).to_be_visible()
    faults += faults_of(visits, payer.page)
    assert not faults, "\n".join(faults)


@SIGHTS
def test_a_members_pages(visits: Visits, width: int, dark: bool) -> None:
    make_area()
    user = make_member()
    member = visits.shopper(width=width, dark=dark)
    member.sign_in(user.email)
    paths = ["/account/", "/account/addresses/", "/account/addresses/new/", "/orders/", "/account/email/"]
    faults = look(visits, member, paths)
    assert not faults, "\n".join(faults)
