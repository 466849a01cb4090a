"""What a rule may say, and what it finds."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction

from catalog.domain import summaries
from catalog.domain.categories import create_category
from catalog.domain.collection_rules import RuleWrong, checked
from catalog.models import Category, Collection, Product
from catalog.queries import collection_preview
from commerce.kernel.clock import database_now
from tests.catalog.browsing.conftest import put, refresh, shelf  # noqa: F401 - fixtures
from tests.factories.shop import make_seller


def titles(match: str, *conditions: tuple[str, object]) -> set[str]:
    rule = {"match": match, "conditions": [{"by": by, "value": value} for by, value in conditions]}
    found = collection_preview.of(Collection(kind="rule", rule=checked(rule)), now=database_now())
    assert found.total == len(found.cards)
    return {card.title for card in found.cards}


@pytest.fixture
def goods(put, shelf) -> dict[str, Product]:  # noqa: F811
    """An iron pot, a tin cup below its shelf on offer, an old stray plate that is sold out."""
    cups = create_category(name="Cups", parent=shelf)
    pot = put("Pot", category=shelf, price=500_000, details={"Material": "Iron"}, tags=["heavy", "kitchen"])
    cup = put("Cup", category=cups, price=100_000, details={"Material": "Tin"}, seller=make_seller(slug="anna"))
    plate = put("Plate", price=200_000, units=0, brand="Loom", tags=["kitchen"])
    now = database_now()
    for product, days in ((pot, 3), (cup, 20), (plate, 90)):
        Product.objects.filter(pk=product.pk).update(published_at=now - timedelta(days=days))
    cup.variants.update(compare_at_minor=150_000)
    Product.objects.filter(pk=pot.pk).update(rating_sum=9, review_count=2)
    for product in (pot, cup, plate):
        refresh(product)
    return {"pot": pot, "cup": cup, "plate": plate}


def test_every_condition(goods, shelf: Category) -> None:  # noqa: F811
    seller = goods["cup"].seller_id
    expected = {
        ("category", (shelf.pk,)): {"Pot", "Cup"},
        ("seller", (seller,)): {"Cup"},
        ("tag", ("kitchen", "other")): {"Pot", "Plate"},
        ("rating", 4): {"Pot"},
        ("new", 7): {"Pot"},
        ("offer", True): {"Cup"},
        ("stock", True): {"Pot", "Cup"},
    }
    for (by, value), wanted in expected.items():
        assert (by, titles("all", (by, list(value) if isinstance(value, tuple) else value))) == (by, wanted)
    assert titles("all", ("price", {"least": 150_000, "most": None})) == {"Pot", "Plate"}
    assert titles("all", ("price", {"least": None, "most": 150_000})) == {"Cup"}
    assert titles("all", ("detail", {"code": "material", "texts": ["Tin", "Gold"]})) == {"Cup"}
    assert titles("all", ("detail", {"code": "brand", "texts": ["Loom"]})) == {"Plate"}


def test_all_and_any(goods) -> None:
    conditions = [("tag", ["kitchen"]), ("stock", True)]
    assert titles("all", *conditions) == {"Pot"}
    assert titles("any", *conditions) == {"Pot", "Plate", "Cup"}
    assert titles("any", ("new", 7), ("price", {"least": None, "most": 150_000})) == {"Pot", "Cup"}


def test_what_is_gone_finds_nothing_rather_than_everything(goods) -> None:
    assert titles("all", ("category", [999_999])) == set()
    assert titles("all", ("detail", {"code": "material", "texts": ["Nobody has this"]})) == set()


def test_a_change_of_a_product_is_seen_at_once(goods) -> None:
    goods["pot"].variants.update(price_minor=90_000)
    with transaction.atomic():
        summaries.refresh([goods["pot"].pk])
    assert titles("all", ("price", {"least": None, "most": 100_000})) == {"Pot", "Cup"}
    assert settings.SHOP_CURRENCY == "GYD"


@pytest.mark.parametrize(
    "rule",
    [
        None,
        [],
        {"match": "some", "conditions": [{"by": "stock", "value": True}]},
        {"match": "all", "conditions": []},
        {"match": "all", "conditions": [{"by": "stock", "value": 1}]},
        {"match": "all", "conditions": [{"by": "sql", "value": "1=1"}]},
        {"match": "all", "conditions": [{"by": ["stock"], "value": True}]},
        {"match": "all", "conditions": ["stock"]},
        {"match": "all", "conditions": [{"by": "category", "value": ["1"]}]},
        {"match": "all", "conditions": [{"by": "category", "value": [True]}]},
        {"match": "all", "conditions": [{"by": "tag", "value": []}]},
        {"match": "all", "conditions": [{"by": "tag", "value": ["x" * 300]}]},
        {"match": "all", "conditions": [{"by": "price", "value": {"least": 5, "most": 4}}]},
        {"match": "all", "conditions": [{"by": "price", "value": {}}]},
        {"match": "all", "conditions": [{"by": "rating", "value": 6}]},
        {"match": "all", "conditions": [{"by": "new", "value": 0}]},
        {"match": "all", "conditions": [{"by": "detail", "value": {"code": "material"}}]},
        {"match": "all", "conditions": [{"by": "stock", "value": True}] * 21},
    ],
)
def test_what_is_no_rule(rule: object) -> None:
    with pytest.raises(RuleWrong):
        checked(rule)


def test_only_what_is_known_is_kept() -> None:
    given = {"match": "any", "also": 1, "conditions": [{"by": "new", "value": 30, "sql": "x"}]}
    assert checked(given) == {"match": "any", "conditions": [{"by": "new", "value": 30}]}
