"""Counts of long lists are drawn from a part of the products, and counted where too few were drawn to say anything."""

import pytest

from catalog.domain import indexing, listings
from catalog.models import Product
from catalog.queries.finder import engine
from catalog.search.engine import RELEVANCE, Found, Request
from catalog.search.postgres import counting
from tests.factories.shop import make_seller

POTS, BOTH = 600, 12


@pytest.fixture
def goods(db: None) -> None:
    """As many pots as lids, half of them in stock, and a dozen of pots with a lid."""
    seller = make_seller()
    titles = ["Iron pot", "Glass lid"] * POTS + ["Pot and lid"] * BOTH
    rows = Product.objects.bulk_create(
        Product(slug=f"thing-{n}", title=title, seller=seller, status="active", currency="GYD", available=n // 2 % 2)
        for n, title in enumerate(titles)
    )
    ids = [row.pk for row in rows]
    listings.project(ids)
    indexing.index(ids)


@pytest.fixture
def soon_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "COUNTED_OF_WORDS", 100)
    monkeypatch.setattr(counting, "SAMPLED", 150)


def asked(words: str) -> Found:
    return engine().search(Request(words=words, sort=RELEVANCE, facets=True))


def test_a_long_list_is_counted_on_a_part(goods: None, soon_drawn: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "CHEAPER", 0)
    found = asked("pot")
    total, all_of_them = found.counts.total, POTS + BOTH
    assert found.counts.is_about
    assert abs(total - all_of_them) < all_of_them / 3
    assert abs(found.counts.in_stock.left - total / 2) < total / 5
    assert not found.is_close


def test_pages_of_a_small_table_say_little_and_hide_nothing(
    goods: None, soon_drawn: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "CHEAPER", 10**9)
    found = asked("pot")
    assert found.counts.total > 0
    assert (len(found.ids), found.is_close) == (24, False)


def test_words_that_seldom_stand_together_are_counted_one_by_one(goods: None, soon_drawn: None) -> None:
    found = asked("pot lid")
    assert (found.counts.total, found.counts.is_about, found.is_close) == (BOTH, False, False)
    assert len(found.ids) == BOTH


def test_a_short_list_is_counted_one_by_one(goods: None) -> None:
    found = asked("pot")
    assert (found.counts.total, found.counts.is_about) == (POTS + BOTH, False)
