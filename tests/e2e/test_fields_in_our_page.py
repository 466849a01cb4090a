"""The provider's fields inside our page, an option of the operator: a decline, and the way without scripts."""

import re

import pytest
from playwright.sync_api import expect

from orders.models import Order
from payments.models import PaymentAttempt
from tests.e2e.shopper import GOOD_CARD, PHONE, POOR_CARD, Shopper, Visits
from tests.factories.shop import make_area, make_variant


@pytest.fixture(autouse=True)
def element(settings, simulator, monkeypatch) -> None:
    from orders.views import payment

    settings.STRIPE_FORM = "element"
    settings.STRIPE_JS_URL = f"{simulator.url}/v3/stripe.js"
    own = simulator.url
    policy = {"script-src": ["'self'", own], "frame-src": [own], "connect-src": ["'self'", own]}
    for name, value in policy.items():
        monkeypatch.setitem(payment.STRIPE_POLICY, name, value)


def at_the_fields(visits: Visits, *, scripts: bool = True) -> Shopper:
    mug, area = make_variant(units=5), make_area()
    guest = visits.shopper(width=PHONE, scripts=scripts)
    guest.open(mug.product.get_absolute_url())
    guest.add_from_product_page()
    expect(guest.page.get_by_text("is in your cart").first).to_be_visible()
    guest.go_to_checkout()
    guest.fill_checkout(area=area.name)
    guest.press_pay()
    guest.page.wait_for_url("**/payment/here/")
    return guest


def pay(guest: Shopper, number: str) -> None:
    fields = guest.page.frame_locator("iframe")
    fields.locator("#number").fill(number)
    fields.locator("#expiry").fill("12 / 34")
    fields.locator("#cvc").fill("123")
    guest.page.locator("main").get_by_role("button", name=re.compile("^Pay G")).press("Enter")


def test_a_declined_card_is_told_beside_the_fields_and_another_pays(visits: Visits) -> None:
    guest = at_the_fields(visits)
    pay(guest, POOR_CARD)
    expect(guest.page.get_by_role("alert")).to_contain_text("insufficient funds")
    pay(guest, GOOD_CARD)
    guest.page.wait_for_url("**/thanks/")
    assert Order.objects.get().state == "paid"


def test_without_scripts_the_providers_own_page_is_one_press_away(visits: Visits) -> None:
    guest = at_the_fields(visits, scripts=False)
    guest.page.get_by_role("button", name="Pay on the payment company's page").click()
    guest.pay_by_card()
    expect(guest.page.get_by_role("heading", name="Thank you, it is ordered")).to_be_visible()
    assert [(a.form, a.state) for a in PaymentAttempt.objects.order_by("pk")] == [
        ("element", "expired"), ("hosted", "captured"),
    ]  # fmt: skip
