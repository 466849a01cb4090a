"""Words that thousands of products hold are looked for among the best-selling, which changes nothing but the time."""

import pytest

from catalog.domain import indexing, listings
from catalog.models import Listing, Product
from catalog.queries.finder import engine
from catalog.search.engine import RELEVANCE, Cut, Request
from catalog.search.postgres import counting, popular, relaxed, walking
from tests.factories.shop import make_seller

POTS = 400
PAGE = 24


@pytest.fixture
def goods(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pots and lids that sold from 0 to 799 times, three of them both; large enough to have popular ones, a fifth."""
    monkeypatch.setattr(popular, "LARGE", 2 * POTS)
    monkeypatch.setattr(popular, "SHARE", 0.2)
    monkeypatch.setattr(walking, "MANY", 100)
    monkeypatch.setattr(walking, "WALKED", 20)
    seller = make_seller()
    titles = ["Iron pot", "Glass lid"] * POTS + ["Pot and lid"] * 3
    rows = Product.objects.bulk_create(
        Product(slug=f"thing-{n}", title=title, seller=seller, status="active", currency="GYD", sales_count=n * 7 % 800)
        for n, title in enumerate(titles)
    )
    ids = [row.pk for row in rows]
    listings.project(ids)
    indexing.index(ids)


def marked() -> set[int]:
    return set(Listing.objects.filter(is_popular=True).values_list("pk", flat=True))


def best(number: int) -> set[int]:
    return set(Listing.objects.order_by("-sales_count", "-pk").values_list("pk", flat=True)[:number])


def pages(words: str, number: int = 3) -> list[tuple[int, ...]]:
    cuts = [None, *(Cut(0, 0, PAGE * page) for page in range(1, number))]
    return [engine().search(Request(words=words, sort=RELEVANCE, cut=cut, size=PAGE)).ids for cut in cuts]


def test_the_best_selling_are_marked_anew_each_night(goods: None) -> None:
    indexing.recount()
    assert marked() == best(160)
    assert popular.look() == 0
    last = Listing.objects.order_by("sales_count", "pk").first()
    assert last is not None
    Product.objects.filter(pk=last.pk).update(sales_count=10_000)
    listings.project([last.pk])
    assert popular.look() == 2
    assert marked() == best(160) >= {last.pk}


def test_an_edit_leaves_the_mark_and_is_no_drift(goods: None) -> None:
    popular.look()
    before = marked()
    some = list(before)[:3]
    Product.objects.filter(pk__in=some).update(title="Copper kettle")
    listings.project(some)
    assert (marked(), listings.drifted()) == (before, [])


def test_a_catalogue_that_is_not_large_has_none(goods: None, monkeypatch: pytest.MonkeyPatch) -> None:
    popular.look()
    monkeypatch.setattr(popular, "LARGE", 10_000)
    assert popular.look() == 160
    assert marked() == set()


def test_the_same_pages_with_marks_without_and_all_walked(goods: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    looked = walking._looked

    def noted(plan, narrowed, *rest):
        asked.append("is_popular" in narrowed.sql)
        return looked(plan, narrowed, *rest)

    monkeypatch.setattr(walking, "_looked", noted)
    without = pages("pot")
    popular.look()
    asked.clear()
    with_marks = pages("pot")
    assert (any(asked), len(set(sum(with_marks, ())))) == (True, 3 * PAGE)
    monkeypatch.setattr(popular, "LARGE", 10_000)
    asked.clear()
    assert (pages("pot"), any(asked)) == (with_marks, False)
    assert without == with_marks


@pytest.fixture
def all_common(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that each word is of too many products to look at them all."""
    monkeypatch.setattr(relaxed, "BUDGET", 50)
    monkeypatch.setattr(relaxed, "MOST", 40)


def test_common_words_that_hardly_meet_are_looked_for_among_the_popular(goods: None, all_common: None) -> None:
    popular.look()
    found = engine().search(Request(words="pot lid", sort=RELEVANCE, size=PAGE))
    both = set(Listing.objects.filter(title="Pot and lid").values_list("pk", flat=True))
    assert (found.is_close, found.exact) == (True, 3)
    assert set(found.ids[:3]) == both
    assert set(found.ids[3:]) <= marked()


def test_before_anything_is_marked_all_are_looked_at(goods: None, all_common: None) -> None:
    found = engine().search(Request(words="pot lid", sort=RELEVANCE, size=PAGE))
    assert (found.is_close, found.exact, len(found.ids)) == (True, 3, PAGE)


def test_counts_come_from_the_smallest_index_that_holds_the_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a million products: words of 12,000 are drawn from a quarter's index, of 100,000 from pages."""
    drawn = {hits: counting._drawn(counting.SAMPLED / hits, 1_000_000) for hits in (2_500, 12_000, 30_000, 100_000)}
    assert [(len(conditions), bool(pages)) for conditions, pages in drawn.values()] == [
        (1, False), (1, False), (1, False), (0, True),
    ]  # fmt: skip
