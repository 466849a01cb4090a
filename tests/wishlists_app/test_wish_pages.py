"""Lists of a member: saving, names, moving, sharing, the cart; nobody else's."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cart.models import CartLine
from catalog.models import Product, Variant
from commerce.accounts.models import User
from tests.factories.shop import make_user, make_variant
from wishlists.domain import lists, things
from wishlists.models import Wish, WishList

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user(full_name="Shanta Persaud")


@pytest.fixture
def client(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def press(client: Client, thing: Variant, **typed: str):
    return client.post("/lists/things/", {"product": thing.product.public_id, "next": "/cart/", **typed})


def saved(user: User, variant: Variant | None = None, **values: object) -> Wish:
    return things.save(user=user, product=(variant or make_variant()).product.public_id, **values)


def test_the_first_press_makes_a_list_and_comes_back(client, user):
    answer = press(client, make_variant())
    assert answer["Location"] == "/cart/"
    assert [(each.name, each.is_default, each.wishes.count()) for each in user.wish_lists.all()] == [
        ("My list", True, 1)
    ]


def test_a_press_of_the_page_itself_works_and_again_changes_nothing(client, user):
    variant = make_variant(price=185_000)
    page = client.get(variant.product.get_absolute_url()).content.decode()
    form = re.search(r'<form class="heart".*?</form>', page, re.DOTALL)[0]
    fields = dict(re.findall(r'name="(product|variant|next)" value="([^"]*)"', form))
    client.post("/lists/things/", fields)
    client.post("/lists/things/", fields)
    assert list(Wish.objects.values_list("wish_list__user", "product", "price_minor")) == [
        (user.pk, variant.product_id, 185_000)
    ]


def test_what_a_guest_saved_is_there_after_signing_in(user):
    variant, guest = make_variant(), Client()
    answer = press(guest, variant)
    assert answer["Location"] == "/account/login/?next=%2Fcart%2F"
    assert not Wish.objects.exists()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    answer = guest.post(
        "/account/login/?next=/cart/", {"login": user.email, "password": "a-long-password"}, follow=True
    )
    assert Wish.objects.get().wish_list.user == user
    assert "is on “My list”" in text(answer)


@pytest.mark.parametrize("product", ["", "prd_no", "x" * 400])
def test_what_is_not_sold_cannot_be_saved(client, product):
    assert client.post("/lists/things/", {"product": product}).status_code == 404
    assert Client().post("/lists/things/", {"product": product}).status_code == 404


def test_a_variant_of_another_product_saves_the_product_alone(client):
    press(client, make_variant(), variant=make_variant().public_id)
    assert Wish.objects.get().variant is None


@pytest.mark.parametrize(
    ("price", "words"),
    [(155_000, "G$300 less than when you saved it"), (200_000, "G$150 more than when you saved it"), (185_000, "")],
)
def test_a_list_tells_how_the_price_moved(client, user, price, words):
    wish = saved(user, make_variant(price=185_000))
    Product.objects.filter(pk=wish.product_id).update(price_from_minor=price, price_to_minor=price)
    page = text(client.get(wish.wish_list.get_absolute_url()))
    assert words in page
    assert ("when you saved it" in page) == bool(words)


def test_a_thing_no_longer_sold_stays_with_its_words(client, user):
    wish = saved(user)
    Product.objects.filter(pk=wish.product_id).update(status="archived")
    page = client.get(wish.wish_list.get_absolute_url())
    assert wish.title in text(page)
    assert "No longer sold" in text(page)
    Product.objects.get(pk=wish.product_id).variants.all().delete()
    Product.objects.filter(pk=wish.product_id).delete()
    assert wish.title in text(client.get(wish.wish_list.get_absolute_url()))


def test_notes_and_watching_are_kept_and_too_long_a_note_is_told(client, user):
    wish = saved(user)
    client.post(f"/lists/things/{wish.public_id}/", {"note": "for Ma", "is_watched": "on"})
    wish.refresh_from_db()
    assert (wish.note, wish.is_watched) == ("for Ma", True)
    answer = client.post(f"/lists/things/{wish.public_id}/", {"note": "x" * 201})
    assert answer.status_code == 422
    assert "x" * 201 in answer.content.decode()


@pytest.mark.parametrize(("act", "left"), [("move", 0), ("copy", 1)])
def test_a_wish_goes_to_another_list(client, user, act, left):
    wish, other = saved(user), lists.create(user=user, name="Christmas")
    for _twice in range(2):
        client.post(f"/lists/things/{wish.public_id}/transfer/", {"list": other.public_id, "act": act})
    assert (wish.wish_list.wishes.count(), other.wishes.count()) == (left, 1)


def test_taking_off_offers_an_undo_once_that_puts_it_back(client, user):
    wish = saved(user)
    Wish.objects.update(note="for Ma", price_minor=1)
    answer = client.post(f"/lists/things/{wish.public_id}/removal/", follow=True)
    assert "is off the list" in text(answer)
    assert "is off the list" not in text(client.get(wish.wish_list.get_absolute_url()))
    client.post("/lists/things/restored/")
    client.post("/lists/things/restored/")
    again = Wish.objects.get()
    assert (again.title, again.note, again.price_minor) == (wish.title, "for Ma", 1)


def test_lists_are_made_renamed_and_thrown_away(client, user):
    assert client.post("/lists/", {"name": "Christmas"}).status_code == 302
    assert client.post("/lists/", {"name": ""}).status_code == 422
    taken = client.post("/lists/", {"name": "Christmas"})
    assert (taken.status_code, "You have a list of that name" in text(taken)) == (422, True)
    one = user.wish_lists.get()
    client.post(f"/lists/{one.public_id}/name/", {"name": "Diwali"})
    one.refresh_from_db()
    assert one.name == "Diwali"
    lists.create(user=user, name="Eid")
    answer = client.post(f"/lists/{one.public_id}/name/", {"name": "Eid"})
    assert (answer.status_code, "You have a list of that name" in text(answer)) == (422, True)
    client.post(f"/lists/{one.public_id}/removal/")
    assert [each.name for each in user.wish_lists.all()] == ["Eid"]


def test_limits_are_told(client, user, settings):
    settings.WISH_LISTS_LIMIT, settings.WISHES_LIMIT = 1, 1
    saved(user)
    assert "You have 1 lists. Throw one away first." in text(client.post("/lists/", {"name": "B"}))
    client.post("/lists/things/", {"product": make_variant().product.public_id, "next": "/lists/"})
    assert "A list holds 1 things. Take one off first." in text(client.get("/lists/"))


def test_all_that_can_be_had_goes_into_the_cart(client, user):
    had, gone, there = make_variant(), make_variant(units=0), make_variant()
    for variant in (had, gone, there):
        wish = saved(user, variant)
    client.post("/cart/items/", {"variant": there.public_id, "quantity": 3})
    answer = client.post(f"/lists/{wish.wish_list.public_id}/cart/", follow=True)
    assert "1 thing is in your cart." in text(answer)
    assert f"Not put in: {gone.product.title}." in text(answer)
    assert dict(CartLine.objects.values_list("variant", "quantity")) == {had.pk: 1, there.pk: 3}


def shared_page(one: WishList):
    one.refresh_from_db()
    return Client().get(f"/lists/shared/{one.token or 'none'}/")


def test_a_link_opens_and_closes_and_is_renewed(client, user):
    wish = saved(user)
    things.describe(wish=wish, note="a secret note", is_watched=False)
    one, to = wish.wish_list, f"/lists/{wish.wish_list.public_id}/sharing/"
    assert shared_page(one).status_code == 404
    client.post(to, {"act": "on"})
    first = shared_page(one)
    assert wish.title in text(first)
    assert "Shanta" not in text(first)
    assert "a secret note" not in text(first)
    assert user.email not in first.content.decode()
    old = one.token
    client.post(to, {"act": "on", "shows_name": "on"})
    assert ("A list of Shanta’s." in text(shared_page(one)), one.token) == (True, old)
    client.post(to, {"act": "renew"})
    assert Client().get(f"/lists/shared/{old}/").status_code == 404
    assert shared_page(one).status_code == 200
    client.post(to, {"act": "off"})
    assert shared_page(one).status_code == 404
    assert Client().get("/lists/shared//").status_code == 404


@pytest.mark.parametrize("who", ["another", "anonymous"])
def test_strangers_find_nothing(user, who):
    wish, stranger = saved(user), Client()
    if who == "another":
        stranger.force_login(make_user())
    one, expected = wish.wish_list, 404 if who == "another" else 302
    acts = [f"/lists/{one.public_id}/{act}/" for act in ("name", "removal", "sharing", "cart")]
    acts += [f"/lists/things/{wish.public_id}/{act}" for act in ("", "removal/", "transfer/")]
    assert {stranger.post(act, {"name": "x", "act": "on", "note": "x"}).status_code for act in acts} == {expected}
    assert stranger.get(one.get_absolute_url()).status_code == expected
    one.refresh_from_db()
    assert (one.token, one.wishes.count()) == ("", 1)


def test_a_wish_is_not_moved_to_a_list_of_somebody_else(client, user):
    wish, other = saved(user), lists.obtain_default(user=make_user())
    assert client.post(f"/lists/things/{wish.public_id}/transfer/", {"list": other.public_id}).status_code == 404
    assert other.wishes.count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_with_more_things(client, user, number):
    for _each in range(number):
        wish = saved(user)
        lists.create(user=user, name=f"List {_each}")
    for path, budget in {"/lists/": 4, wish.wish_list.get_absolute_url(): 6}.items():
        client.get(path)
        with CaptureQueriesContext(connection) as taken:
            assert client.get(path).status_code == 200
        assert len(taken) <= budget, [each["sql"][:90] for each in taken.captured_queries]
    cache.clear()


@pytest.mark.django_db(transaction=True)
def test_many_presses_at_once_make_one_list_and_one_wish():
    user, variant = make_user(), make_variant()

    def save(_each: int) -> None:
        try:
            saved(user, variant)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=6) as pool:
        list(pool.map(save, range(12)))
    assert (user.wish_lists.count(), Wish.objects.count()) == (1, 1)
