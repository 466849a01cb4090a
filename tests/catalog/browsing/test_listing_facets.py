"""Counts beside the filters: a facet's own choice lowers the others, not itself."""

import pytest
from django.utils import timezone

from catalog.domain.categories import create_category
from catalog.queries import listing
from catalog.queries.categories import tree
from catalog.queries.criteria import Criteria
from catalog.queries.facets import Count, Counts
from catalog.queries.listing import Scope
from tests.catalog.browsing.conftest import refresh
from tests.factories.shop import make_seller


@pytest.fixture
def goods(put, shelf) -> None:
    """Three iron and two tin pots of two stalls; one sold out; two without details."""
    anna, bob = make_seller(name="Anna", slug="anna"), make_seller(name="Bob", slug="bob")
    cups = create_category(name="Cups", parent=shelf)
    for seller, material, price, units in [
        (anna, "Iron", 100, 5),
        (anna, "Iron", 200, 5),
        (bob, "Iron", 300, 0),
        (anna, "Tin", 100, 5),
        (bob, "Tin", 400, 9),
    ]:
        put("Pot", seller=seller, category=shelf, price=price * 100, units=units, details={"Material": material})
    put("Cup", seller=bob, category=cups, price=5_000, units=3)
    put("Stray", seller=bob, price=5_000, units=3)


def counted(**criteria: object) -> Counts:
    known = tree()
    scope = Scope(known, category=known.by_slug("kitchen"))
    return listing.products_page(scope, Criteria(**criteria), now=timezone.now(), facets=True).counts


def left(counts: Counts, facet: str) -> dict[str, int]:
    return {count.value: count.left for count in counts.values[facet]}


def test_a_branch_counts_everything_below_it(goods) -> None:
    counts = counted()
    assert (counts.scope, counts.total) == (6, 6)
    assert left(counts, "seller") == {"anna": 3, "bob": 3}
    assert left(counts, "a_material") == {"Iron": 3, "Tin": 2}
    assert left(counts, "stock") == {"1": 5}


def test_a_choice_lowers_the_other_facets_alone(goods) -> None:
    counts = counted(sellers=("anna",))
    assert counts.total == 3
    assert left(counts, "seller") == {"anna": 3, "bob": 3}
    assert left(counts, "a_material") == {"Iron": 2, "Tin": 1}


def test_values_of_one_facet_add_up_and_facets_cut_down(goods) -> None:
    assert counted(attributes={"material": ("Iron", "Tin")}).total == 5
    assert counted(attributes={"material": ("Iron",)}, sellers=("bob",), in_stock=True).total == 0


def test_values_that_would_show_nothing_stay_with_zero(goods) -> None:
    counts = counted(least=35_000)
    assert counts.total == 1
    assert left(counts, "a_material") == {"Iron": 0, "Tin": 1}
    assert counts.values["a_material"][0] == Count("Iron", "Iron", 3, 0)


def test_numbers_are_facets_with_their_unit(put, shelf) -> None:
    from catalog.models import Attribute, ProductAttribute

    width = Attribute.objects.create(code="width", name="Width", unit="cm", is_number=True)
    for number in (12, 12, 30):
        product = put("Pan", category=shelf)
        ProductAttribute.objects.create(product=product, attribute=width, number=number)
        refresh(product)
    counts = counted()
    assert [(c.value, c.label, c.left) for c in counts.values["a_width"]] == [("12", "12 cm", 2), ("30", "30 cm", 1)]
    assert counted(attributes={"width": ("12",)}).total == 2


def test_delivery_counts_only_sellers_who_go_there(put, shelf) -> None:
    put("Near", category=shelf)
    put("Nowhere", category=shelf, seller=make_seller(delivers=False))
    put("File", category=shelf, seller=make_seller(delivers=False), is_digital=True)
    assert left(counted(), "ships") == {"1": 2}
    assert (counted(ships_to="GY").total, counted(ships_to="BD").total) == (2, 1)


def test_times_of_arrival_hold_the_shorter_ones(put, shelf) -> None:
    put("Near", category=shelf, seller=make_seller(dispatch_days=0))
    put("Far", category=shelf, seller=make_seller(dispatch_days=4))
    put("Nowhere", category=shelf, seller=make_seller(delivers=False))
    put("File", category=shelf, seller=make_seller(delivers=False), is_digital=True)
    assert left(counted(), "within") == {"3": 2, "7": 3, "14": 3}
    assert [counted(within=days).total for days in (3, 7, 14)] == [2, 3, 3]
    assert left(counted(within=3), "within") == {"3": 2, "7": 3, "14": 3}


def test_an_empty_shelf_counts_nothing(shelf) -> None:
    assert (counted().scope, counted().total) == (0, 0)
