"""A field tells what is wrong when it is left, and is quiet again as soon as it is right."""

from playwright.sync_api import expect

from tests.e2e.shopper import PHONE, Visits
from tests.factories.shop import make_area, make_variant


def test_a_checkout_field_is_checked_when_it_is_left(visits: Visits) -> None:
    mug = make_variant(units=5)
    make_area()
    guest = visits.shopper(width=PHONE)
    page = guest.page
    guest.open(mug.product.get_absolute_url())
    guest.add_from_product_page()
    expect(page.locator("#toasts")).to_contain_text("is in your cart")
    guest.open("/checkout/")
    email, name = page.locator("[name=email]"), page.locator("[name=full_name]")
    email.focus()
    name.focus()
    expect(page.locator(".field-error")).to_have_count(0)
    email.fill("someone@")
    name.focus()
    expect(page.locator("#id_email_error")).to_have_text(
        "That is not an e-mail address. It looks like name@example.com."
    )
    assert "id_email_error" in (email.get_attribute("aria-describedby") or "")
    email.fill("someone@example.com")
    expect(page.locator(".field-error")).to_have_count(0)
    guest.press_pay()
    expect(page.locator("#id_full_name_error")).to_be_visible()
    name.fill("Test Shopper")
    expect(page.locator("#id_full_name_error")).to_have_count(0)
    page.locator("[name=terms]").check()
    expect(page.locator("#id_terms_error")).to_have_count(0)
    left = page.locator(".notice-problem li:not(.put-right)")
    expect(left).to_have_count(3)
    page.select_option("[name=area]", index=1)
    page.fill("[name=phone]", "600 1234")
    expect(page.locator(".notice-problem")).to_be_visible()
    page.fill("[name=street]", "12 Robb Street")
    expect(page.locator(".notice-problem")).to_be_hidden()
