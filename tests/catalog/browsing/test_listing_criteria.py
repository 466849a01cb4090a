"""Reading an address: what is meant is kept, what cannot be meant is left out and told."""

import pytest
from django.http import QueryDict

from catalog.queries.criteria import Criteria, clean, major, read
from catalog.queries.links import Links


def reading(query: str):
    return read(QueryDict(query), currency="GYD")


def test_everything_that_a_list_understands() -> None:
    found = reading(
        "q=enamel+mug&category=kitchen&seller=a&seller=b&price_min=5&price_max=1,200.50&rating=4&stock=1&ships=GY"
        "&a_material=Iron&a_material=Tin&sort=price-low&after=xyz"
    )
    assert found.problems == ()
    assert found.criteria == Criteria(
        words="enamel mug", categories=("kitchen",), sellers=("a", "b"), least=500, most=120_050, rating=4,
        in_stock=True, ships_to="GY", attributes={"material": ("Iron", "Tin")}, sort="price-low", after="xyz",
    )  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "price_min=cheap", "price_max=-1", "price_min=NaN", "price_max=1e99", "price_min=9&price_max=1", "rating=6",
        "rating=four", "sort=random()", "ships=Guyana", "stock=maybe", "seller=a%27--", "category=%00",
        "a_%27=x",
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_left_out_and_told(query: str) -> None:
    found = reading(query)
    assert found.criteria == Criteria()
    assert len(found.problems) == 1


def test_empty_fields_of_a_form_say_nothing() -> None:
    assert reading("q=&price_min=&price_max=&sort=&seller=").criteria == Criteria()


def test_words_are_one_line_without_control_characters() -> None:
    assert clean("  enamel\x00\tmug\n ") == "enamel mug"
    assert len(clean("x" * 5000)) == 200


def test_prices_are_written_as_people_type_them() -> None:
    assert [major(420_000, 2), major(150, 2), major(7, 0)] == ["4200", "1.50", "7"]


def test_an_address_survives_being_read_and_written() -> None:
    query = "q=mug&category=kitchen&price_min=5&rating=4&seller=a&a_material=Iron&stock=1&ships=GY&sort=newest"
    criteria = reading(query).criteria
    assert Links("/search/", criteria, 2).here() == f"/search/?{query}"


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("seller", "a", "seller=b&a_material=Iron&a_material=Tin"),
        ("a_material", "Tin", "seller=a&seller=b&a_material=Iron"),
        ("price", "", "seller=a&seller=b&a_material=Iron&a_material=Tin"),
    ],
)
def test_one_value_can_be_taken_away_and_the_list_starts_anew(name: str, value: str, left: str) -> None:
    criteria = reading("seller=a&seller=b&a_material=Iron&a_material=Tin&after=xyz").criteria
    assert Links("/c/k/", criteria, 2).without(name, value) == f"/c/k/?{left}"
