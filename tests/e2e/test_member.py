"""A member at a desk: account, cart by parts of pages, saved address, and what can be done with an order."""

import re

from django.core import mail
from playwright.sync_api import Page, expect

from cart.models import Cart
from catalog.models import StockLevel
from commerce.accounts.models import Address, User
from orders.models import Order
from tests.e2e.due_jobs import do_due_jobs
from tests.e2e.shopper import Shopper, Visits, make_member
from tests.factories.shop import make_area, make_variant


def badge(page: Page) -> int:
    return int(page.locator("[data-cart-count]").first.inner_text() or 0)


def code_in_the_mail(to: str) -> str:
    """The line of the confirmation mail that is a code and nothing else."""
    text = next(letter.body for letter in reversed(mail.outbox) if letter.to == [to])
    found = re.search(r"^[A-Z0-9-]{6,12}$", text, re.MULTILINE | re.IGNORECASE)
    assert found, text
    return found[0]


def quick_add(shopper: Shopper, title: str) -> None:
    """The plus of a card on a list: the page stays, a toast tells."""
    shopper.page.evaluate("window.stayed = true")
    shopper.page.get_by_role("button", name=re.compile(f"Add {title} to (the )?cart")).click()
    expect(shopper.page.locator("#toasts")).to_contain_text(f"“{title}” is in your cart.")
    assert shopper.page.evaluate("window.stayed") is True


def test_sign_up_and_fill_a_cart_without_leaving_the_list(visits: Visits) -> None:
    mug = make_variant(units=9)
    member = visits.shopper()
    member.open("/account/signup/")
    member.page.fill("[name=email]", "new@example.com")
    member.page.fill("[name=password1]", "a-long-password")
    member.page.locator("main form button[type=submit]").click()
    expect(member.page.get_by_role("heading", name="Look in your mail")).to_be_visible()
    do_due_jobs()
    member.page.fill("[name=code]", code_in_the_mail("new@example.com"))
    member.page.get_by_role("button", name="Confirm the address").click()
    member.page.wait_for_url("**/account/")
    assert User.objects.filter(email="new@example.com").exists()

    member.open("/search/?q=mug")
    quick_add(member, mug.product.title)
    assert badge(member.page) == 1
    member.open("/cart/")
    member.page.evaluate("window.stayed = true")
    member.page.get_by_role("button", name="One more").click()
    expect(member.page.locator("#cart input[name=quantity]")).to_have_value("2")
    expect(member.page.locator("[data-cart-count]").first).to_have_text("2")
    expect(member.page.locator("#cart .line-total")).to_contain_text("each")
    member.page.get_by_role("button", name="Remove").click()
    expect(member.page.get_by_role("heading", name="Your cart is empty")).to_be_visible()
    member.page.get_by_role("button", name="Undo").click()
    expect(member.page.locator("#cart input[name=quantity]")).to_have_value("2")
    assert member.page.evaluate("window.stayed") is True
    line = Cart.objects.get(user__email="new@example.com").lines.get()
    assert (line.variant_id, line.quantity) == (mug.pk, 2)


def test_a_guest_cart_goes_into_the_members_at_sign_in(visits: Visits) -> None:
    both, only_guest, user = make_variant(), make_variant(), make_member()
    first = visits.shopper()
    first.sign_in(user.email)
    for _press in range(3):
        first.open(both.product.get_absolute_url())
        first.add_from_product_page()
        expect(first.page.locator("#toasts")).to_contain_text("is in your cart")

    second = visits.shopper()
    for variant in (both, only_guest):
        second.open(variant.product.get_absolute_url())
        second.add_from_product_page()
        expect(second.page.locator("#toasts")).to_contain_text("is in your cart")
    second.sign_in(user.email)
    expect(second.page.locator("main")).to_contain_text("is now in the cart of your account")
    lines = dict(Cart.objects.get(user=user, state="open").lines.values_list("variant_id", "quantity"))
    assert lines == {both.pk: 3, only_guest.pk: 1}
    second.open("/cart/")
    assert badge(second.page) == 4


def test_saved_address_fills_the_checkout_and_the_order_has_its_acts(visits: Visits) -> None:
    mug, area, user = make_variant(units=5), make_area(), make_member(full_name="Saved Name")
    Address.objects.create(
        user=user, full_name="Saved Name", phone="+5926001234", area=area, street="7 Regent Street",
        landmark="clock tower", is_default=True,
    )  # fmt: skip
    member = visits.shopper()
    member.sign_in(user.email)
    member.open(mug.product.get_absolute_url())
    member.add_from_product_page()
    expect(member.page.locator("#toasts")).to_contain_text("is in your cart")
    member.go_to_checkout()
    typed = {name: member.page.input_value(f"[name={name}]") for name in ("email", "full_name", "street", "landmark")}
    assert typed == {
        "email": user.email, "full_name": "Saved Name", "street": "7 Regent Street", "landmark": "clock tower",
    }  # fmt: skip
    assert member.page.input_value("[name=area]") == str(area.pk)
    assert "600" in member.page.input_value("[name=phone]")
    member.page.check("[name=terms]")
    member.press_pay()
    member.pay_by_card()
    expect(member.page.get_by_role("heading", name="Thank you, it is ordered")).to_be_visible()
    order = Order.objects.get(user=user)
    assert StockLevel.objects.get(variant=mug).allocated == 1
    member.open("/orders/")
    member.page.get_by_role("link", name=re.compile(order.number)).first.click()
    member.page.wait_for_url(f"**/orders/{order.public_id}/")
    the_invoice_is_a_pdf(member)
    cancelling_puts_the_stock_back(member, order, mug.pk)
    member.page.get_by_role("button", name="Order the same again").click()
    member.page.wait_for_url("**/cart/")
    expect(member.page.locator("#cart")).to_contain_text(mug.product.title)


def the_invoice_is_a_pdf(member: Shopper) -> None:
    address = member.page.get_by_role("link", name="Invoice (PDF)").get_attribute("href")
    answer = member.page.context.request.get(member.base + address)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF")


def cancelling_puts_the_stock_back(member: Shopper, order: Order, variant_id: int) -> None:
    member.page.get_by_text("Cancel this order", exact=True).click()
    member.page.get_by_role("button", name=f"Cancel order {order.number}").click()
    expect(member.page.locator("main")).to_contain_text("The order is cancelled.")
    do_due_jobs()
    level = StockLevel.objects.get(variant_id=variant_id)
    assert (level.on_hand, level.held, level.allocated) == (5, 0, 0)
    order.refresh_from_db()
    assert order.state == "cancelled"
