"""Collections as shoppers see them: in their order, filtered, paged, at their time, on the front, at a new address."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.domain.collections import add_products, arrange, save_collection
from catalog.models import Collection, Product
from catalog.queries import breadth, categories, collections
from catalog.queries.front import front
from commerce.jobs.models import Job
from commerce.kernel.clock import database_now
from commerce.kernel.errors import Conflict, Refused
from marketing.content import tasks
from tests.catalog.browsing.conftest import put, refresh, shelf  # noqa: F401 - fixtures

IN_STOCK = {"match": "all", "conditions": [{"by": "stock", "value": True}]}


@pytest.fixture
def mugs(put, shelf) -> list[Product]:  # noqa: F811
    return [put(f"Mug {n}", category=shelf, price=n * 1000, details={"Material": "Tin"}) for n in range(1, 6)]


@pytest.fixture
def gifts(mugs: list[Product]) -> Collection:
    """Mugs 5, 3, 1, in this order."""
    gifts = save_collection(name="Gifts", description="For somebody you like.")
    add_products(collection=gifts, products=[mugs[4], mugs[2], mugs[0]])
    return gifts


def cards(path: str) -> list[str]:
    collections.forget()  # the transaction of a test never commits
    return [card.title for card in Client().get(path).context["page"]["cards"]]


def test_by_hand_in_the_order_of_staff_until_a_shopper_wants_another(gifts: Collection) -> None:
    assert cards("/collections/gifts/") == ["Mug 5", "Mug 3", "Mug 1"]
    assert cards("/collections/gifts/?sort=price-low") == ["Mug 1", "Mug 3", "Mug 5"]
    assert cards("/collections/gifts/?price_max=40") == ["Mug 3", "Mug 1"]
    assert cards("/search/?sort=chosen") == cards("/search/")


def test_pages_of_an_order_by_hand_lead_forward_and_back(put, gifts: Collection) -> None:  # noqa: F811
    add_products(collection=gifts, products=[put(f"Bowl {n:02}") for n in range(30)])
    first = Client().get("/collections/gifts/").context["page"]
    second = Client().get(first["next_url"]).context["page"]
    titles = [card.title for card in [*first["cards"], *second["cards"]]]
    assert titles == ["Mug 5", "Mug 3", "Mug 1", *(f"Bowl {n:02}" for n in range(30))]
    assert cards(second["previous_url"]) == titles[:24]


def test_numbers_put_it_in_order(gifts: Collection) -> None:
    first, second, third = gifts.items.all()
    arrange(collection=gifts, places={first.pk: 9, second.pk: 2, third.pk: 1})
    assert cards("/collections/gifts/") == ["Mug 1", "Mug 3", "Mug 5"]
    arrange(collection=gifts, places={}, gone=[second.pk])
    assert cards("/collections/gifts/") == ["Mug 1", "Mug 5"]
    assert list(gifts.items.values_list("position", flat=True)) == [1, 2]


def test_what_is_in_it_already_stays_and_a_rule_takes_nothing_by_hand(gifts: Collection, mugs: list[Product]) -> None:
    assert add_products(collection=gifts, products=[mugs[2], mugs[1]]) == 1
    assert cards("/collections/gifts/") == ["Mug 5", "Mug 3", "Mug 1", "Mug 2"]
    by_rule = save_collection(name="Rule", kind="rule", rule=IN_STOCK)
    with pytest.raises(Refused):
        add_products(collection=by_rule, products=mugs)


def test_it_is_seen_in_its_time_only(gifts: Collection) -> None:
    now = database_now()
    for values in (
        {"is_active": False},
        {"is_active": True, "shown_from": now + timedelta(hours=1)},
        {"shown_from": None, "shown_until": now - timedelta(seconds=1)},
    ):
        save_collection(collection=gifts, **values)
        cache.clear()
        assert Client().get("/collections/gifts/").status_code == 404
        assert "Gifts" not in Client().get("/collections/").content.decode()
    save_collection(collection=gifts, shown_until=now + timedelta(hours=1))
    cache.clear()
    assert Client().get("/collections/gifts/").status_code == 200


def test_one_is_a_shelf_of_the_front_when_staff_say_so(gifts: Collection) -> None:
    cache.clear()
    assert "collection" not in [each.id for each in Client().get("/").context["shelves"]]
    save_collection(collection=gifts, is_featured=True)
    cache.clear()
    shelf = Client().get("/").context["shelves"][0]  # noqa: F811
    assert (shelf.title, [card.title for card in shelf.cards]) == ("Gifts", ["Mug 5", "Mug 3", "Mug 1"])


@pytest.mark.parametrize("kind", ["hand", "rule"])
def test_its_shelf_costs_the_front_two_statements(mugs: list[Product], kind: str) -> None:
    some = save_collection(name="Some", kind=kind, rule=IN_STOCK if kind == "rule" else {})
    if kind == "hand":
        add_products(collection=some, products=mugs)
    taken = []
    for is_featured in (False, True):
        save_collection(collection=some, is_featured=is_featured)
        cache.clear()
        front(categories.tree(), now=timezone.now())  # what it stands on is kept now
        with CaptureQueriesContext(connection) as captured:
            front(categories.tree(), now=timezone.now())
        taken.append(len(captured))
    assert taken[1] - taken[0] == 2


def test_in_a_large_shop_a_rule_is_counted_on_its_own(mugs: list[Product], monkeypatch) -> None:
    monkeypatch.setattr(breadth, "SMALL", -2)
    save_collection(name="Some", kind="rule", rule=IN_STOCK)
    cache.clear()
    assert Client().get("/collections/some/").context["page"]["total_text"] == "5 products"
    with CaptureQueriesContext(connection) as captured:
        Client().get("/collections/some/")
    assert len(captured) == 1


def test_search_engines_know_it_and_the_way_to_it(gifts: Collection) -> None:
    cache.clear()
    page = Client().get("/collections/gifts/").content.decode()
    assert '<link rel="canonical" href="http://localhost/collections/gifts/">' in page
    assert '"BreadcrumbList"' in page
    assert 'content="noindex,follow"' in Client().get("/collections/gifts/?sort=newest").content.decode()
    assert "/collections/gifts/" in Client().get("/sitemap-collections.xml").getvalue().decode()


def test_an_old_address_leads_to_the_new_one(gifts: Collection) -> None:
    save_collection(collection=gifts, slug="presents")
    tasks.follow_collection(**Job.objects.get(kind="content.follow_collection").args)
    cache.clear()
    answer = Client().get("/collections/gifts/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/collections/presents/")


def test_two_cannot_have_one_address(gifts: Collection) -> None:
    with pytest.raises(Conflict):
        save_collection(name="Gifts")


@pytest.mark.parametrize("kind", ["hand", "rule"])
def test_a_page_costs_three_statements_with_one_product_and_with_five(mugs: list[Product], kind: str) -> None:
    rule = {"match": "any", "conditions": [
        {"by": "detail", "value": {"code": "material", "texts": ["Tin"]}}, {"by": "new", "value": 9}]}  # fmt: skip
    some = save_collection(name="Some", kind=kind, rule=rule if kind == "rule" else {})
    if kind == "hand":
        add_products(collection=some, products=mugs)
    taken = []
    for number in (5, 1):
        for mug in mugs[number:]:
            mug.status = "draft"
            mug.save()
            refresh(mug)
        Client().get("/collections/some/")
        with CaptureQueriesContext(connection) as captured:
            page = Client().get("/collections/some/?stock=1").context["page"]
        taken.append((len(page["cards"]), len(captured)))
    assert taken == [(5, 3), (1, 3)]
