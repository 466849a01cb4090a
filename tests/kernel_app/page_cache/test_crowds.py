"""Many at once: one makes the page, and nobody sees what is another's."""

import random
import re
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.test import Client
from django.urls import reverse

from tests.factories.shop import make_cart, make_user, make_variant
from tests.kernel_app.page_cache.visitor import Visitor, shop

THREADS, REQUESTS = 8, 1_000
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def at_once(calls):
    def done(call):
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(done, calls))


def test_a_crowd_has_a_page_made_once(transactional_db, monkeypatch):
    page = reverse("catalog:product", args=[make_variant().product.slug])
    doors = [shop() for _ in range(4)]

    def slow(kitchen):
        handler = kitchen.handler

        def answer(*words):
            time.sleep(0.2)
            return handler(*words)

        kitchen.handler = answer

    for _door, kitchen in doors:
        slow(kitchen)
    answers = at_once([lambda n=n: Visitor(doors[n % 4][0]).get(page) for n in range(40)])
    assert {answer.status for answer in answers} == {200}
    assert sum(len(kitchen.made) for _door, kitchen in doors) == 1


def test_when_the_one_who_makes_it_is_gone_the_others_make_it(transactional_db):
    page = reverse("catalog:product", args=[make_variant().product.slug])
    door, kitchen = shop()
    door.store.begin = lambda key: False
    begun = time.monotonic()
    assert Visitor(door).get(page).status == 200
    assert 0.9 < time.monotonic() - begun < 5
    assert len(kitchen.made) == 1


def test_nobody_sees_the_page_of_another(transactional_db):
    """A thousand requests of members, of guests with carts, of people in the dark and of strangers, mixed."""
    from cart.domain import cookies as cart_cookies

    variant = make_variant(units=900)
    paths = ["/", "/search/", reverse("catalog:product", args=[variant.product.slug]), "/sellers/", "/search/?q=pot"]
    door, kitchen = shop()
    people = []
    for number in range(2):
        client = Client()
        client.force_login(make_user())
        session = {name: morsel.value for name, morsel in client.cookies.items()}
        people.append(
            (session | {"cart_n": f"{700 + number}", "csrf": f"member{number}".ljust(32, "m")}, True, f"{700 + number}")
        )
        guest = make_cart((variant, 3 + number))
        people.append(({cart_cookies.KEY: guest.token, "cart_n": f"{800 + number}"}, False, f"{800 + number}"))
        people.append(({"theme": ("light", "dark")[number]}, False, ""))
        people.append(({}, False, ""))
    chance = random.Random(7)

    def one():
        cookies, is_member, count = chance.choice(people)
        visitor = Visitor(door, dict(cookies))
        return cookies, is_member, count, visitor.get(chance.choice(paths)), visitor

    answers = at_once([one] * REQUESTS)
    assert len(kitchen.made) < REQUESTS * 0.7
    wrong = [fault for answer in answers for fault in faults(*answer)]
    assert not wrong, wrong[:5]


def faults(cookies, is_member, count, answer, visitor):
    text = answer.text
    assert answer.status == 200
    shown = re.search(r"data-cart-count[^>]*>([^<]*)<", text)
    theme = re.search(r'<html[^>]*data-theme="(\w+)"', text)
    if ("/account/login/" in text) is is_member:
        yield "signed in or not"
    if (shown[1] if shown else "") != count:
        yield f"cart {shown and shown[1]!r} instead of {count!r}"
    if (theme[1] if theme else None) != cookies.get("theme"):
        yield "light or dark"
    if not count and TOKEN.search(text):
        yield "a token on a page for everybody"
    if is_member and cookies["csrf"] != visitor.cookies["csrf"]:
        yield "the token of another"
