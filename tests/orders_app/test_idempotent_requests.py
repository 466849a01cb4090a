"""`Idempotency-Key` over HTTP: one effect, one answer, and nobody else's (R06)."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from cart.models import CartLine
from commerce.jobs.models import RequestKey
from commerce.kernel.clock import DatabaseNow
from orders.models import Order
from tests.chaos.crowd import at_once
from tests.factories.shop import make_user, make_variant
from tests.orders_app.browsing import Browser, address, checkout_fields

pytestmark = pytest.mark.django_db
ITEMS = "/cart/items/"
DAY = timedelta(days=1)


def with_cart(*, units: int = 10) -> Browser:
    browser = Browser()
    browser.send(ITEMS, {"variant": make_variant(units=units).public_id})
    return browser


def units() -> int:
    return sum(CartLine.objects.values_list("quantity", flat=True))


def facts(answer) -> tuple[object, ...]:
    return answer.status_code, answer.content, answer.headers.get("Location"), answer.headers["Content-Type"]


def test_the_same_key_twice_is_one_order_and_the_same_reply(simulator):
    browser = with_cart()
    fields = checkout_fields(browser)
    first = browser.send("/checkout/", fields, key="order-1")
    again = browser.send("/checkout/", fields, key="order-1")
    assert first.status_code == 303
    assert facts(again) == facts(first)
    assert (first.headers.get("Idempotent-Replayed"), again.headers["Idempotent-Replayed"]) == (None, "true")
    assert "no-store" in again.headers["Cache-Control"]
    assert Order.objects.count() == 1


def test_who_never_got_the_answer_gets_its_cookies_with_the_repeat(simulator):
    browser = with_cart()
    fields = checkout_fields(browser)
    lost = browser.twin()
    browser.send("/checkout/", fields, key="order-1")
    page = Order.objects.get().get_absolute_url()
    assert lost.get(page).status_code == 404
    assert lost.send("/checkout/", fields, key="order-1").headers["Idempotent-Replayed"] == "true"
    assert lost.get(page).status_code == 200
    assert "cart" not in {name for name, morsel in lost.cookies.items() if morsel.value}


def test_who_got_the_answer_keeps_newer_cookies(simulator):
    browser = with_cart()
    fields = checkout_fields(browser)
    browser.send("/checkout/", fields, key="order-1")
    browser.send(ITEMS, {"variant": make_variant().public_id})
    browser.send("/checkout/", fields, key="order-1")
    assert browser.get("/cart/state/").json()["count"] == 1


def test_a_page_drawn_again_is_the_same_body_and_another_form_is_not():
    browser, variant = Browser(), make_variant()
    for _ in range(2):  # each with a form token that is masked anew
        assert browser.send(ITEMS, {"variant": variant.public_id}, key="k").status_code == 302
    assert units() == 1
    other = browser.send(ITEMS, {"variant": variant.public_id, "quantity": 2}, key="k")
    assert (other.status_code, units()) == (422, 1)
    assert browser.send(f"{ITEMS}?page=2", {"variant": variant.public_id}, key="k").status_code == 422


def test_a_plain_form_counts_as_its_fields_too():
    browser, variant = Browser(), make_variant()
    kind = "application/x-www-form-urlencoded"
    for place in range(2):
        body = f"csrfmiddlewaretoken={browser.form_token()}&variant={variant.public_id}"
        answer = browser.post(ITEMS, body, content_type=kind, headers={"Idempotency-Key": "k"})
        assert (answer.status_code, "Idempotent-Replayed" in answer.headers) == (302, bool(place))


def test_while_the_first_one_runs_the_second_waits():
    browser, variant = Browser(), make_variant()
    browser.send(ITEMS, {"variant": variant.public_id}, key="k")
    RequestKey.objects.update(state="running", lease_until=DatabaseNow() + DAY)
    answer = browser.send(ITEMS, {"variant": variant.public_id}, key="k", HTTP_ACCEPT="application/json")
    assert (answer.status_code, answer.headers["Retry-After"]) == (409, "2")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["code"] == "idempotency_in_flight"
    assert units() == 1


def test_a_long_key_is_refused():
    browser, variant = Browser(), make_variant()
    assert browser.send(ITEMS, {"variant": variant.public_id}, key="k" * 256).status_code == 400
    assert units() == 0
    assert browser.send(ITEMS, {"variant": variant.public_id}, key="k" * 255).status_code == 302


def test_two_people_with_the_same_key_have_nothing_in_common(simulator):
    orders = set()
    for _ in range(2):
        browser = with_cart()
        assert browser.send("/checkout/", checkout_fields(browser), key="1").status_code == 303
        orders.add(browser.session["orders"][0])
    assert orders == set(Order.objects.values_list("public_id", flat=True))
    assert len(orders) == 2


def test_two_members_of_one_browser_have_nothing_in_common():
    browser, variant = Browser(), make_variant()
    for user in (make_user(), make_user()):
        browser.force_login(user)
        answer = browser.send(ITEMS, {"variant": variant.public_id}, key="1")
        assert "Idempotent-Replayed" not in answer.headers
    assert units() == 2


def test_whoever_cannot_be_told_from_others_has_no_keys():
    variant = make_variant()
    for _ in range(2):
        answer = Client().post(ITEMS, {"variant": variant.public_id}, headers={"Idempotency-Key": "1"})
        assert "Idempotent-Replayed" not in answer.headers
    assert RequestKey.objects.count() == 0


def test_what_a_new_try_could_better_is_not_kept(simulator):
    """The total changed (409): after another look the same key goes through."""
    browser = with_cart()
    fields = checkout_fields(browser)
    assert browser.send("/checkout/", fields | {"total": "1"}, key="k").status_code == 409
    assert browser.send("/checkout/", fields, key="k").status_code == 303


def test_what_is_refused_for_good_is_kept():
    browser = with_cart()
    fields = checkout_fields(browser, email="nobody")
    for place in range(2):
        answer = browser.send("/checkout/", fields, key="k")
        assert (answer.status_code, "Idempotent-Replayed" in answer.headers) == (422, bool(place))


@pytest.mark.parametrize("path", ["/account/login/", "/staff/login/", "/payments/stripe/webhook"])
def test_other_doors_have_no_keys(path):
    browser = Browser()
    browser.send(path, {"login": "ada@example.com", "password": "a-long-password"}, key="k")
    assert RequestKey.objects.count() == 0


def test_a_forged_form_gets_no_answer_of_the_key():
    browser = Browser()
    assert browser.post(ITEMS, {}, headers={"Idempotency-Key": "k"}).status_code == 403
    assert RequestKey.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_one_order(simulator):
    browser = with_cart()
    fields = checkout_fields(browser)
    twins = [browser.twin() for _ in range(8)]
    cache.clear()
    answers = at_once([lambda twin=twin: twin.send("/checkout/", fields, key="k") for twin in twins])
    by_status = sorted({answer.status_code for answer in answers})
    assert by_status in ([303], [303, 409])
    assert len({answer.headers["Location"] for answer in answers if answer.status_code == 303}) == 1
    done = [a for a in answers if a.status_code == 303 and "Idempotent-Replayed" not in a.headers]
    assert (len(done), Order.objects.count()) == (1, 1)


def test_an_order_is_safe_without_a_key(simulator):
    browser = with_cart()
    fields = checkout_fields(browser)
    twin = browser.twin()
    assert [b.send("/checkout/", fields).status_code for b in (browser, twin)] == [303, 302]
    assert Order.objects.count() == 1


def test_the_table_keeps_no_address_and_no_words_of_the_form(simulator):
    browser = with_cart()
    browser.send("/checkout/", checkout_fields(browser), key="k")
    assert address()["street"] not in str(RequestKey.objects.values().get())
