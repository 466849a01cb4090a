"""What happens between two windows, two shoppers or two presses: it is told, and nothing is lost or doubled."""

import re
import threading
from urllib.parse import urlsplit

from django.db import connection, transaction
from playwright.sync_api import expect

from cart.models import Cart, CartLine
from catalog.domain import stock, summaries
from catalog.models import Variant
from orders.models import Order
from tests.e2e.shopper import Shopper, Visits
from tests.factories.shop import make_area, make_variant


def with_in_cart(visits: Visits, variant: Variant, *, scripts: bool = False) -> Shopper:
    """A guest who has just put the variant into the cart."""
    guest = visits.shopper(scripts=scripts)
    guest.open(variant.product.get_absolute_url())
    guest.add_from_product_page()
    expect(guest.page.get_by_text("is in your cart").first).to_be_visible()
    return guest


def test_an_old_window_is_told_and_changes_nothing(visits: Visits) -> None:
    mug = make_variant(units=9)
    one = with_in_cart(visits, mug)
    one.open("/cart/")
    two = visits.tab_of(one.page.context)
    two.open("/cart/")
    two.page.get_by_role("button", name="One more").click()
    expect(two.page.locator("#cart input[name=quantity]")).to_have_value("2")

    one.page.get_by_role("button", name="Remove").click()
    expect(one.page.locator("main .notices")).to_contain_text("changed")
    expect(one.page.locator("#cart input[name=quantity]")).to_have_value("2")
    assert CartLine.objects.get().quantity == 2


def test_an_open_window_sees_what_another_one_did(visits: Visits) -> None:
    mug = make_variant(units=9)
    one = with_in_cart(visits, mug, scripts=True)
    one.open("/cart/")
    two = visits.tab_of(one.page.context)
    two.open("/cart/")
    two.page.get_by_role("button", name="One more").click()
    expect(two.page.locator("#cart input[name=quantity]")).to_have_value("2")
    one.page.bring_to_front()
    expect(one.page.locator("#cart input[name=quantity]")).to_have_value("2")


def test_a_price_that_changed_is_told_in_the_cart(visits: Visits) -> None:
    mug = make_variant(price=185_000)
    guest = with_in_cart(visits, mug)
    with transaction.atomic():
        Variant.objects.filter(pk=mug.pk).update(price_minor=199_000)
        summaries.refresh([mug.product_id])
    guest.open("/cart/")
    changes = guest.page.locator(".cart-changes")
    expect(changes).to_contain_text(re.compile(r"now costs .*1,990.*; it was .*1,850"))


def test_sold_out_between_cart_and_checkout_is_told(visits: Visits) -> None:
    mug = make_variant(units=1)
    guest = with_in_cart(visits, mug)
    stock.adjust(variant_id=mug.pk, quantity=-1, kind="damaged", reason="fell down", actor="test")
    guest.open("/checkout/")
    guest.page.wait_for_url("**/cart/")
    expect(guest.page.locator("#cart .line-note")).to_contain_text("Sold out")
    expect(guest.page.locator("main .notices")).to_contain_text("sold out")


def test_mistakes_stand_beside_their_fields_and_nothing_typed_is_lost(visits: Visits) -> None:
    mug, area = make_variant(), make_area()
    guest = with_in_cart(visits, mug)
    guest.open("/checkout/")
    typed = {"email": "nobody", "full_name": "Test Shopper", "phone": "12", "street": "12 Robb Street"}
    guest.fill_checkout(area=area.name, **typed)
    with guest.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        guest.press_pay()
    assert answered.value.status == 422
    for name, words in (("email", "not an e-mail address"), ("phone", "not a whole phone number")):
        field = guest.page.locator(f".field:has([name={name}])")
        expect(field.locator(".field-error")).to_contain_text(words)
        error = field.locator(".field-error").get_attribute("id")
        assert error in (field.locator(f"[name={name}]").get_attribute("aria-describedby") or "")
        expect(field.locator(f"[name={name}]")).to_have_attribute("aria-invalid", "true")
    for name, value in {**typed, "landmark": "by the market", "area": str(area.pk)}.items():
        assert guest.page.input_value(f"[name={name}]") == value
    assert guest.page.is_checked("[name=terms]")
    assert not Order.objects.exists()

    guest.open("/checkout/")
    assert guest.page.input_value("[name=street]") == "12 Robb Street"


def test_the_pay_button_pressed_twice_makes_one_order(visits: Visits) -> None:
    mug, area = make_variant(units=5), make_area()
    guest = with_in_cart(visits, mug)
    guest.open("/checkout/")
    guest.fill_checkout(area=area.name)
    fields = "form => Object.fromEntries(new FormData(form))"
    form = {name: str(value) for name, value in guest.page.locator("main form").evaluate(fields).items()}
    cookies = {one["name"]: one["value"] for one in guest.page.context.cookies()}
    answers = press_together(f"{visits.market.url}/checkout/", form, cookies, times=3)
    assert sorted(answers)[0] in (302, 303)
    assert all(status < 500 for status in answers), answers
    assert (Order.objects.count(), Cart.objects.filter(state="ordered").count()) == (1, 1)
    assert Order.objects.get().payment.attempts.filter(state__in=["created", "sent", "open"]).count() == 1


def press_together(url: str, form: dict[str, str], cookies: dict[str, str], *, times: int) -> list[int]:
    """The same form sent at the same moment; the statuses."""
    import requests

    ready, statuses = threading.Barrier(times), []
    headers = {"Referer": url, "Origin": "{0.scheme}://{0.netloc}".format(urlsplit(url))}

    def press() -> None:
        ready.wait()
        answer = requests.post(url, data=form, cookies=cookies, headers=headers, allow_redirects=False, timeout=30)
        statuses.append(answer.status_code)

    threads = [threading.Thread(target=press) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    return statuses


def test_the_pay_button_works_once_with_scripts(visits: Visits) -> None:
    mug, area = make_variant(units=5), make_area()
    guest = with_in_cart(visits, mug, scripts=True)
    guest.open("/checkout/")
    guest.fill_checkout(area=area.name)
    guest.page.locator("main form button[type=submit]").last.dblclick(no_wait_after=True)
    guest.page.wait_for_url("**/c/pay/**")
    assert Order.objects.count() == 1
