"""Filters of lists and of searches: what the page holds, and what each value of a filter in use would leave."""

from typing import Any

import pytest
from django.utils import timezone

from catalog.queries import listing
from catalog.queries.categories import tree
from catalog.queries.criteria import Criteria
from catalog.queries.listing import ProductPage, Scope
from tests.factories.shop import make_seller

# A list, words that all goods hold, and words that none holds all of.
WORDS = ["", "pot", "pot nothinglikeit"]


@pytest.fixture
def goods(put: Any, shelf: Any) -> None:
    """Iron pots: six small ones, three of these sold out, and four large; tin pots: five large."""
    seller = make_seller()
    for material, size, units, number in [
        ("Iron", "Small", 0, 3),
        ("Iron", "Small", 5, 3),
        ("Iron", "Large", 5, 4),
        ("Tin", "Large", 5, 5),
    ]:
        details = {"Material": material, "Size": size}
        for _each in range(number):
            put(f"{material} pot", seller=seller, category=shelf, units=units, details=details)


def shown(words: str, **criteria: Any) -> ProductPage:
    scope = Scope(tree(), words=words)
    return listing.products_page(scope, Criteria(words=words, **criteria), now=timezone.now(), facets=True)


def left(page: ProductPage, facet: str) -> dict[str, int]:
    return {count.value: count.left for count in page.counts.values[facet]}


@pytest.mark.parametrize("words", WORDS)
def test_a_detail_in_use_narrows_the_page_and_the_other_details(goods: None, words: str) -> None:
    page = shown(words, attributes={"material": ("Iron",)})
    assert [card.title for card in page.cards] == ["Iron pot"] * 10
    assert (page.counts.scope, page.counts.total) == (15, 10)
    assert left(page, "a_material") == {"Iron": 10, "Tin": 5}
    assert left(page, "a_size") == {"Large": 4, "Small": 6}
    assert left(page, "stock") == {"1": 7}


@pytest.mark.parametrize("words", WORDS)
def test_of_two_details_in_use_each_leaves_out_itself_alone(goods: None, words: str) -> None:
    page = shown(words, attributes={"material": ("Iron",), "size": ("Large",)}, in_stock=True)
    assert [card.title for card in page.cards] == ["Iron pot"] * 4
    assert left(page, "a_material") == {"Iron": 4, "Tin": 5}
    assert left(page, "a_size") == {"Large": 4, "Small": 3}
    assert left(page, "stock") == {"1": 4}


@pytest.mark.parametrize("words", WORDS)
def test_filters_that_leave_nothing_still_tell_what_there_is(goods: None, words: str) -> None:
    page = shown(words, attributes={"material": ("Tin",), "size": ("Small",)})
    assert (page.cards, page.counts.scope, page.counts.total) == ([], 15, 0)
    assert left(page, "a_size") == {"Large": 5, "Small": 0}


def test_pages_of_a_search_hold_each_thing_that_passes_once(put: Any, shelf: Any) -> None:
    seller = make_seller()
    for number in range(70):
        put(f"Pot number {number}", seller=seller, category=shelf, units=number % 5)
    pages, after = [], ""
    for _each in range(3):
        pages.append(shown("pot", in_stock=True, after=after))
        after = pages[-1].after
    assert ([len(page.cards) for page in pages], after) == ([24, 24, 8], "")
    titles = {card.title for page in pages for card in page.cards}
    assert titles == {f"Pot number {number}" for number in range(70) if number % 5}
