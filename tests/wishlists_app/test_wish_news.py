"""Mails about watched wishes: once a change, ended by a link that needs no sign-in."""

import re

import pytest
from django.db import transaction
from django.test import Client

from catalog.domain import stock, summaries
from catalog.models import Product, Variant
from commerce.accounts.models import User
from commerce.notifications.models import Email
from tests.factories.shop import make_user, make_variant
from wishlists.domain import news, things
from wishlists.models import Wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user()


def watched(user: User, variant: Variant, *, whole: bool = True) -> Wish:
    unit = "" if whole else variant.public_id
    wish = things.save(user=user, product=variant.product.public_id, variant=unit)
    things.describe(wish=wish, note="", is_watched=True)
    return wish


def price(variant: Variant, minor: int) -> None:
    Variant.objects.filter(pk=variant.pk).update(price_minor=minor)
    refresh(variant)


def units(variant: Variant, change: int) -> None:
    kind = "received" if change > 0 else "damaged"
    stock.adjust(variant_id=variant.pk, quantity=change, kind=kind, reason="test", actor="test")
    refresh(variant)


def refresh(variant: Variant) -> None:
    with transaction.atomic():
        summaries.refresh([variant.product_id])


def subjects() -> list[str]:
    return list(Email.objects.order_by("pk").values_list("subject", flat=True))


@pytest.mark.parametrize("whole", [True, False])
def test_a_lower_price_is_told_once(user, whole):
    variant = make_variant(price=100_000)
    wish = watched(user, variant, whole=whole)
    assert news.tell() == 0
    price(variant, 70_000)
    assert [news.tell(), news.tell()] == [1, 0]
    assert subjects() == [f"{wish.title}: G$300 less than when you saved it"]


def test_each_further_fall_is_told_and_a_rise_is_not(user):
    variant = make_variant(price=100_000)
    watched(user, variant)
    told = []
    for minor in (90_000, 95_000, 94_000, 120_000, 100_000, 90_000):
        price(variant, minor)
        told.append(news.tell())
    assert told == [1, 0, 1, 0, 0, 1]


@pytest.mark.parametrize("whole", [True, False])
def test_back_in_stock_is_told_once_for_each_time(user, whole):
    variant = make_variant(units=3)
    wish = watched(user, variant, whole=whole)
    told = []
    for change in (-3, 2, 1, -3, 1):
        units(variant, change)
        told.append(news.tell())
    assert told == [0, 1, 0, 0, 1]
    assert subjects() == [f"{wish.title}: Back in stock"] * 2


def test_cheaper_while_sold_out_is_told_when_it_is_back(user):
    variant = make_variant(price=100_000, units=1)
    wish = watched(user, variant)
    units(variant, -1)
    price(variant, 80_000)
    assert news.tell() == 0
    units(variant, 1)
    assert news.tell() == 1
    assert subjects() == [f"{wish.title}: Back in stock, G$200 less than when you saved it"]


def test_what_was_before_watching_is_no_news(user):
    variant = make_variant(price=100_000)
    wish = things.save(user=user, product=variant.product.public_id)
    price(variant, 50_000)
    things.describe(wish=wish, note="", is_watched=True)
    assert news.tell() == 0


def test_one_mail_holds_all_of_a_person_and_none_of_another(user):
    first, second = make_variant(price=100_000), make_variant(price=100_000)
    watched(user, first), watched(user, second)
    things.save(user=make_user(), product=first.product.public_id)
    for variant in (first, second):
        price(variant, 70_000)
    assert news.tell() == 1
    mail = Email.objects.get()
    assert (mail.to, mail.subject) == (user.email, "2 things of your list are back or cheaper")
    assert first.product.title in mail.text
    assert second.product.title in mail.html


def test_nothing_is_told_of_what_is_no_longer_sold_nor_to_who_is_switched_off(user):
    variant = make_variant(price=100_000)
    watched(user, variant)
    price(variant, 70_000)
    Product.objects.filter(pk=variant.product_id).update(status="archived")
    assert news.tell() == 0
    Product.objects.filter(pk=variant.product_id).update(status="active")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert news.tell() == 0


def test_the_mail_ends_itself_without_sign_in(user):
    variant = make_variant(price=100_000)
    watched(user, variant)
    price(variant, 70_000)
    news.tell()
    link = re.search(r"Stop mails about your lists: http://[^/]+(/\S+)", Email.objects.get().text)[1]
    assert "Stop mails about your lists?" in Client().get(link).content.decode()
    assert Wish.objects.filter(is_watched=True).count() == 1
    assert Client().post(link).status_code == 200
    assert Wish.objects.filter(is_watched=True).count() == 0
    price(variant, 60_000)
    assert news.tell() == 0


@pytest.mark.parametrize("key", ["usr_x", "usr_01m8a6defcqp0y977q5zfkjnqr:abc", "x:y:z"])
def test_a_made_up_key_is_not_found(key):
    assert Client().get(f"/lists/news/{key}/").status_code == 404
    assert Client().post(f"/lists/news/{key}/").status_code == 404
