"""What the carriers do not take, with the exact limit in the sentence."""

import pytest

from catalog.models import Product, Variant
from catalog.queries.limits import most_deliverable, why_not_deliverable


def piece(**values: object) -> Variant:
    return Variant(product=Product(is_digital=bool(values.pop("is_digital", False))), **values)


@pytest.mark.parametrize(
    ("values", "quantity"),
    [
        ({"weight_grams": 90_718}, 1),
        ({"weight_grams": 75_598}, 2),
        ({"length_mm": 3_048}, 1),
        ({"weight_grams": None}, 999),
        ({"weight_grams": 30_000}, 7),
        ({"length_mm": 1_201}, 10),
        ({"weight_grams": 900_000, "is_digital": True}, 1),
        ({"weight_grams": 900_000, "requires_shipping": False}, 1),
    ],
)
def test_what_goes_into_a_parcel(values: dict[str, object], quantity: int) -> None:
    assert why_not_deliverable(piece(**values), quantity) is None


@pytest.mark.parametrize(
    ("values", "quantity", "sentence"),
    [
        (
            {"weight_grams": 95_000},
            1,
            "One piece weighs 95.0 kg (209 lb). A piece may weigh 90.7 kg (200 lb) at most: ask for a quote.",
        ),
        (
            {"weight_grams": 60_000},
            4,
            "4 of these weigh 240.0 kg (529 lb). A parcel may weigh 226.8 kg (500 lb) at most: ask for a quote.",
        ),
        (
            {"height_mm": 3_049},
            1,
            "One side is 3.05 m (120 in) long. Parcels may be 3.05 m (120 in) long at most: ask for a quote.",
        ),
        (
            {"width_mm": 1_300},
            11,
            "Each of these is a package of its own. A parcel may have 10 at most: ask for a quote.",
        ),
    ],
)
def test_what_does_not_and_why(values: dict[str, object], quantity: int, sentence: str) -> None:
    assert why_not_deliverable(piece(**values), quantity) == sentence


def test_how_many_may_be_ordered_at_once() -> None:
    assert most_deliverable(piece(weight_grams=60_000)) == 3
    assert most_deliverable(piece(weight_grams=95_000)) == 0
    assert most_deliverable(piece(length_mm=2_000)) == 10
    assert most_deliverable(piece()) == 999
