"""Dangerous goods, goods of several packages, goods of a season: what there can be, and when a season is over."""

from datetime import UTC, date, datetime

import pytest

from catalog.domain import duplicate, products, seasons
from catalog.domain.handling import HandlingWrong
from catalog.models import Product, Variant
from catalog.queries import limits
from catalog.queries import seasons as asked
from catalog.queries.packages import packages_of
from catalog.queries.rules import rules_of
from tests.factories.seasons import LATER, NOW, season


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first", "last", "inside", "outside"),
    [
        (501, 831, [(5, 1), (7, 2), (8, 31)], [(4, 30), (9, 1), (1, 1)]),
        (1101, 106, [(11, 1), (12, 31), (1, 1), (1, 6)], [(10, 31), (1, 7), (6, 1)]),
        (1224, 1224, [(12, 24)], [(12, 23), (12, 25)]),
    ],
)
def test_the_first_and_last_day_are_within_the_season(first, last, inside, outside):
    product = Product(season_from=first, season_to=last)
    assert [asked.is_over(product, now=noon(*day)) for day in inside] == [False] * len(inside)
    assert [asked.is_over(product, now=noon(*day)) for day in outside] == [True] * len(outside)


def test_the_day_is_the_one_of_the_shops_time_zone():
    product = Product(season_from=1101, season_to=1130)
    assert asked.is_over(product, now=datetime(2026, 11, 1, 3, 59, tzinfo=UTC))
    assert not asked.is_over(product, now=datetime(2026, 11, 1, 4, 0, tzinfo=UTC))


def test_when_it_is_back():
    product = Product(season_from=1101, season_to=106)
    assert asked.returns_on(product, now=noon(3, 1)) == date(2026, 11, 1)
    summer = Product(season_from=501, season_to=831)
    assert asked.returns_on(summer, now=noon(10, 1)) == date(2027, 5, 1)
    assert asked.why_not(summer, now=noon(10, 1)) == "Out of season. It is back on 1 May 2027."
    assert (asked.why_not(summer, now=noon(6, 1)), asked.why_not(Product())) == ("", "")


def test_the_database_is_asked_for_the_day_once_and_only_for_goods_of_a_season(django_assert_num_queries, db):
    over = season(*LATER)
    with django_assert_num_queries(1):
        assert asked.why_not(Product(**over)).startswith("Out of season.")
    with django_assert_num_queries(0):
        assert asked.why_not(Product()) == ""


def test_what_comes_in_packages_travels_by_itself_and_the_rest_shares_one():
    assert packages_of([]) == 0
    assert packages_of([(1, 5), (1, 2)]) == 1
    assert packages_of([(3, 2)]) == 6
    assert packages_of([(3, 2), (1, 4)]) == 7


def test_no_more_packages_than_a_parcel_takes():
    bed = Variant(product=Product(packages=4))
    assert limits.most_deliverable(bed) == 2
    sentence = "3 of these are 12 packages. A parcel may have 10 at most: ask for a quote."
    assert limits.why_not_deliverable(bed, 3) == sentence


def test_each_rule_is_a_sentence():
    odd = Product(hazard="gas", packages=2, season_from=1101, season_to=106)
    assert [(rule.kind, rule.text) for rule in rules_of(odd)] == [
        ("hazard", "Gas under pressure: goes by road only, never by air."),
        ("packages", "Each comes in 2 packages. Delivery is counted for every package."),
        ("season", "Sold from 1 November to 6 January."),
    ]
    assert rules_of(Product()) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"hazard": "radium"}, "hazard"),
        ({"packages": 0}, "packages"),
        ({"packages": 11}, "packages"),
        ({"is_digital": True, "hazard": "gas"}, "hazard"),
        ({"is_digital": True, "packages": 2}, "packages"),
        ({"season_from": 1101}, "season_to"),
        ({"season_to": 1101}, "season_from"),
        ({"season_from": 229, "season_to": 301}, "season_from"),
        ({"season_from": 301, "season_to": 431}, "season_to"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(make, values, field):
    with pytest.raises(HandlingWrong) as refused:
        make(185_000, **values)
    assert refused.value.details["field"] == field
    product = make(185_000)
    with pytest.raises(HandlingWrong):
        products.update_product(product=product, **values)
    assert Product.objects.get().hazard == ""


def test_a_season_is_told_in_lists_and_turns_by_itself(make):
    product = make(185_000, status="active", **season(*LATER))
    assert product.available == asked.OUT_OF_SEASON
    Product.objects.filter(pk=product.pk).update(**season(*NOW))
    assert (seasons.turn(), seasons.turn()) == (1, 0)
    product.refresh_from_db()
    assert product.available == 0
    Product.objects.filter(pk=product.pk).update(**season(*LATER))
    assert seasons.turn() == 1


def test_a_copy_is_as_odd(make):
    odd = {"hazard": "battery", "packages": 2, **season(*NOW)}
    copy = duplicate.duplicate_product(product=make(185_000, **odd))
    assert {name: getattr(copy, name) for name in odd} == odd
