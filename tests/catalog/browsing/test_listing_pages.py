"""Paging by place: every product once, in order, whatever the order is and whatever happens meanwhile."""

import pytest
from django.utils import timezone

from catalog.domain import listings
from catalog.models import Product
from catalog.queries import keyset, listing
from catalog.queries.categories import tree
from catalog.queries.criteria import Criteria
from catalog.queries.listing import Scope
from catalog.search.engine import Cut

ORDERS = ["newest", "price-low", "price-high", "rating", "best-selling"]


@pytest.fixture
def goods(put) -> list[Product]:
    """Seven products with ties in price, sales and rating."""
    from tests.factories.shop import make_seller

    seller = make_seller()
    found = []
    for number, (price, sold, stars, reviews) in enumerate(
        [(100, 5, 9, 2), (300, 5, 0, 0), (100, 9, 5, 1), (200, 0, 20, 4), (100, 5, 9, 2), (900, 1, 3, 1), (50, 2, 8, 2)]
    ):
        product = put(f"Cup {number}", price=price * 100, seller=seller)
        Product.objects.filter(pk=product.pk).update(sales_count=sold, rating_sum=stars, review_count=reviews)
        found.append(product)
    listings.project([product.pk for product in found])
    return found


def page(order: str, **place: str) -> listing.ProductPage:
    return listing.products_page(Scope(tree()), Criteria(sort=order, **place), now=timezone.now(), size=3)


def walk(order: str) -> list[str]:
    slugs: list[str] = []
    cursor = ""
    while True:
        found = page(order, after=cursor)
        slugs += [card.slug for card in found.cards]
        cursor = found.after
        if not cursor:
            return slugs


@pytest.mark.parametrize("order", ORDERS)
def test_pages_join_to_the_whole_list(goods: list[Product], order: str) -> None:
    whole = [c.slug for c in listing.products_page(Scope(tree()), Criteria(sort=order), now=timezone.now()).cards]
    assert walk(order) == whole
    assert sorted(whole) == sorted(product.slug for product in goods)


def test_prices_rise_and_fall(goods: list[Product]) -> None:
    rising = [c.price.minor for c in page("price-low").cards]
    falling = [c.price.minor for c in page("price-high").cards]
    assert rising == [5_000, 10_000, 10_000]
    assert falling == [90_000, 30_000, 20_000]


def test_many_good_reviews_come_before_one_perfect_one(goods: list[Product]) -> None:
    assert next((card.rating, card.rating_count) for card in page("rating").cards) == (5, 4)


@pytest.mark.parametrize("order", ORDERS)
def test_the_way_back_shows_the_page_before(goods: list[Product], order: str) -> None:
    first = page(order)
    second = page(order, after=first.after)
    back = page(order, before=second.before)
    assert back.cards == first.cards
    assert (first.before, back.before, back.after) == ("", "", first.after)


def test_what_arrives_meanwhile_moves_nothing(goods: list[Product], put) -> None:
    first = page("newest")
    put("Late arrival")
    second = page("newest", after=first.after)
    assert {card.slug for card in first.cards} & {card.slug for card in second.cards} == set()
    assert len(second.cards) == 3


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "====",
        "W10",
        "eyJhIjoxfQ",
        keyset.cursor(Cut(1, 1, 0), "newest"),
        "9" * 200,
        "WyJwcmljZS1sb3ciLDFlOTk5LDEsMV0",
    ],
)
def test_a_cursor_that_is_none_begins_at_the_start(goods: list[Product], cursor: str) -> None:
    assert page("price-low", after=cursor).cards == page("price-low").cards


def test_drafts_archived_goods_and_closed_stalls_are_not_listed(put) -> None:
    from tests.factories.shop import make_seller

    put("Draft", status="draft")
    put("Old", status="archived")
    put("Closed", seller=make_seller(state="suspended"))
    assert page("newest").cards == []
