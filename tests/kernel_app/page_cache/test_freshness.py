"""Nothing old is shown after an edit, and nothing is older than its time."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from catalog.models import Variant
from commerce.kernel.page_cache import door as doors
from commerce.kernel.page_cache import edits
from commerce.kernel.page_cache import store as stores
from commerce.kernel.page_cache.edits import changed
from commerce.kernel.page_cache.making import made
from tests.backoffice_app.test_product_desk import page as desk
from tests.backoffice_app.test_product_desk import typed
from tests.factories.shop import make_user
from tests.kernel_app.page_cache.visitor import Visitor, make_pot, shop


@pytest.fixture
def page(transactional_db) -> str:
    return reverse("catalog:product", args=[make_pot().slug])


def age_by(monkeypatch, seconds: float) -> None:
    now = stores.time.time
    monkeypatch.setattr(stores.time, "time", lambda: now() + seconds)


def test_an_edit_shows_on_the_next_request(page):
    door, kitchen = shop()
    Visitor(door).get(page)
    changed()
    Visitor(door).get(page)
    Visitor(door).get(page)
    assert len(kitchen.made) == 2


def test_what_staff_save_shows_on_the_next_request(page):
    door, _kitchen = shop()
    Visitor(door).get(page)
    staff, variant = Client(), Variant.objects.get()
    staff.force_login(make_user(is_staff=True, is_superuser=True))
    answer = staff.post(desk(variant.product), typed(variant.product, [variant], title="Brass pot"))
    assert answer.status_code == 302, answer.context["errors"]
    assert "Brass pot" in Visitor(door).get(page).text


def test_a_page_that_was_being_made_during_an_edit_is_not_shown_after_it(page, monkeypatch):
    """The race of every cache: read, edit, keep what was read."""
    door, kitchen = shop()

    def slowly(*words):
        result = made(*words)
        changed()
        return result

    monkeypatch.setattr(doors, "made", slowly)
    Visitor(door).get(page)
    monkeypatch.setattr(doors, "made", made)
    Visitor(door).get(page)
    assert len(kitchen.made) == 2


def test_a_transaction_that_is_undone_changes_nothing(page, monkeypatch):
    monkeypatch.setattr(edits, "on_commit", transaction.on_commit)
    door, kitchen = shop()
    Visitor(door).get(page)
    with transaction.atomic():
        changed()
        transaction.set_rollback(True)
    Visitor(door).get(page)
    assert len(kitchen.made) == 1


def test_prices_are_kept_for_thirty_seconds_at_most(page, monkeypatch):
    from django_redis import get_redis_connection

    door, _kitchen = shop()
    Visitor(door).get(page)
    redis = get_redis_connection("default")
    (key,) = [key for key in redis.keys("page:*") if len(key) > 30]
    assert 0 < redis.ttl(key) <= 30
    age_by(monkeypatch, 15)
    assert Visitor(door).get(page).headers["age"] == "15"


def test_towards_its_end_one_visitor_makes_it_anew_and_the_others_still_have_it(page, monkeypatch):
    door, kitchen = shop()
    Visitor(door).get(page)
    age_by(monkeypatch, 21)
    (key,) = [key.decode() for key in door.store._redis.keys("page:*") if len(key) > 30]
    assert door.store.begin(key)
    assert Visitor(door).get(page).headers["age"] == "21"
    door.store.end(key)
    Visitor(door).get(page)
    assert Visitor(door).get(page).headers["age"] == "0"
    assert len(kitchen.made) == 2
