"""A guest on a phone buys, without JavaScript; the mail's link alone opens the order elsewhere."""

import re

from django.conf import settings
from playwright.sync_api import expect

from catalog.models import StockLevel
from commerce.notifications.models import Email
from orders.models import Order
from tests.e2e.due_jobs import do_due_jobs
from tests.e2e.shopper import PHONE, POOR_CARD, Shopper, Visits
from tests.factories.shop import make_area, make_variant

FIELDS_MOST = 8
VISIBLE = "main form input:visible, main form select:visible, main form textarea:visible"


def checkout_of(shopper: Shopper, title: str, area: str) -> None:
    """From the search field to a filled checkout."""
    shopper.open("/")
    shopper.search("enamel mug")
    shopper.page.get_by_role("link", name=title).first.click()
    shopper.page.wait_for_url("**/p/**")
    shopper.add_from_product_page()
    expect(shopper.page.get_by_text("is in your cart").first).to_be_visible()
    shopper.go_to_checkout()
    shopper.fill_checkout(area=area)


def test_guest_buys_on_a_phone_without_javascript(visits: Visits) -> None:
    mug, area = make_variant(units=5), make_area()
    guest = visits.shopper(width=PHONE, scripts=False)
    checkout_of(guest, mug.product.title, area.name)
    fields = guest.page.locator(VISIBLE)
    # Radio buttons of one question count as one field.
    names = {one.get_attribute("name") for one in fields.all()}
    assert {"email", "full_name", "phone", "area", "street", "terms"} <= names
    assert len(names) <= FIELDS_MOST, sorted(names)

    guest.press_pay()
    guest.pay_by_card()
    expect(guest.page.get_by_role("heading", name="Thank you, it is ordered")).to_be_visible()
    order = Order.objects.get()
    assert guest.page.url == f"{visits.market.url}/orders/{order.public_id}/thanks/"
    assert (order.state, order.number in guest.main) == ("paid", True)
    level = StockLevel.objects.get(variant=mug)
    assert (level.on_hand - level.allocated, level.held) == (4, 0)
    the_link_of_the_mail_opens_the_order(visits, order)


def the_link_of_the_mail_opens_the_order(visits: Visits, order: Order) -> None:
    do_due_jobs()
    mail = Email.objects.get(template="order_confirmation")
    assert (mail.to, mail.sent_at is not None) == ("guest@example.com", True)
    link = re.search(rf"{re.escape(settings.SITE_URL)}/orders/{order.public_id}/\?key=\S+", mail.text)
    assert link, mail.text
    elsewhere = visits.shopper(width=PHONE, scripts=False)
    answer = elsewhere.page.goto(f"{visits.market.url}/orders/{order.public_id}/")
    assert answer.status == 404
    assert order.number not in elsewhere.page.content()
    elsewhere.page.goto(link[0])
    expect(elsewhere.page.get_by_role("heading", name=f"Order {order.number}")).to_be_visible()
    assert "key=" not in elsewhere.page.url


def test_declined_card_then_a_good_one_is_one_order(visits: Visits, simulator) -> None:
    mug, area = make_variant(units=5), make_area()
    guest = visits.shopper(width=PHONE, scripts=False)
    checkout_of(guest, mug.product.title, area.name)
    guest.press_pay()
    guest.pay_by_card(POOR_CARD)
    expect(guest.page.get_by_role("alert")).to_contain_text("insufficient funds")
    guest.page.get_by_role("link", name="Back to the shop").click()
    guest.page.wait_for_url("**/orders/**")
    expect(guest.page.get_by_role("heading", name="This order waits for its payment")).to_be_visible()
    expect(guest.page.locator("main")).to_contain_text(re.compile("funds|not enough money", re.IGNORECASE))

    guest.page.locator("main").get_by_role("button", name=re.compile("^Pay")).click()
    guest.pay_by_card()
    expect(guest.page.get_by_role("heading", name="Thank you, it is ordered")).to_be_visible()
    order = Order.objects.get()
    captured = order.payment.attempts.filter(state="captured")
    assert (order.state, captured.count()) == ("paid", 1)
    assert order.payment.captured_minor == order.total.minor
    paid = [intent for intent in simulator.book("payment_intents") if intent["status"] == "succeeded"]
    assert len(paid) == 1
