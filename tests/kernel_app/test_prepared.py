"""A query put together once says what it says when it is put together anew."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from catalog.models import Product, Variant
from commerce.kernel.prepared import Prepared
from tests.factories.shop import make_variant


def cheap_ones(slug: str, most: int) -> QuerySet[Variant]:
    rows = Variant.objects.select_related("product").annotate(name=F("product__title"))
    return rows.filter(product__slug=slug, price_minor__lte=most).order_by("-id")


def by_price(slug: str, most: int) -> list[tuple[int, str, str]]:
    return [(row.pk, row.product.title, row.name) for row in cheap_ones(slug, most)]


@pytest.fixture
def asked() -> Prepared[Variant]:
    return Prepared(cheap_ones, slug=str, most=int)


@pytest.mark.django_db
def test_rows_with_relations_and_annotations(asked):
    first, second = make_variant(price=100), make_variant(price=200)
    Variant.objects.create(product=first.product, price_minor=900, currency="GYD", sku="dear", option_values=["L"])
    for slug, most in ((first.product.slug, 1_000), (first.product.slug, 100), (second.product.slug, 199), ("no", 1)):
        with CaptureQueriesContext(
            connection,
        ) as taken:
            rows = [(row.pk, row.product.title, row.name) for row in asked.ask(slug=slug, most=most)]
        assert len(taken) == 1
        assert rows == by_price(slug, most)


@pytest.mark.django_db
def test_the_query_is_built_once(asked):
    built = []
    counted = Prepared(lambda slug: built.append(slug) or Product.objects.filter(slug=slug), slug=str)
    variant = make_variant()
    assert [counted.first(slug=variant.product.slug).pk for _ in range(3)] == [variant.product_id] * 3
    assert counted.first(slug="nothing") is None
    assert len(built) == 1


@pytest.mark.django_db
def test_values_are_values_and_never_part_of_the_statement(asked):
    make_variant()
    assert asked.ask(slug="x' OR '1'='1", most=10**9) == []
    assert asked.ask(slug="\x01slug\x01".replace("\x01", ""), most=1) == []


def test_each_value_is_given_by_its_name(asked):
    with pytest.raises(TypeError, match="most"):
        asked.ask(slug="x")


@pytest.mark.django_db(transaction=True)
def test_many_threads_ask_with_values_of_their_own(asked):
    variants = [make_variant(price=100 + place) for place in range(6)]

    def ask(place: int) -> bool:
        try:
            found = asked.ask(slug=variants[place % 6].product.slug, most=10_000)
            return [row.pk for row in found] == [variants[place % 6].pk]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(ask, range(60)))
