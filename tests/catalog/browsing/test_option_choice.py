"""Options as plain links: which go together, which are sold out, where a press leads."""

from dataclasses import dataclass, field

from catalog.queries.options import Choosing, OptionValue, chosen_values, chosen_variant

NAMES = ["Size", "Colour"]


@dataclass
class Piece:
    public_id: str
    option_values: list[str] = field(default_factory=list)
    left: int = 5


PIECES = [
    Piece("var_sr", ["S", "Red"], 0),
    Piece("var_sb", ["S", "Blue"]),
    Piece("var_mr", ["M", "Red"]),
    Piece("var_lb", ["L", "Blue"], 0),
]


def pick(**params: str) -> str | None:
    variant = chosen_variant(NAMES, PIECES, chosen_values(NAMES, PIECES, params))
    return variant.public_id if variant else None


def value(label: str, chosen: dict[str, str]) -> OptionValue:
    shown = Choosing(NAMES, PIECES, chosen, "/p/x/").options()
    return next(each for option in shown for each in option.values if each.label == label)


def test_the_page_opens_with_the_first_that_can_be_bought() -> None:
    assert pick() == "var_sb"


def test_a_variant_is_named_by_its_id_or_by_its_values() -> None:
    assert pick(v="var_mr") == "var_mr"
    assert pick(Size="S", Colour="Red") == "var_sr"


def test_what_is_left_open_is_filled_with_what_fits_and_is_there() -> None:
    assert pick(Size="M") == "var_mr"
    assert pick(Colour="Red") == "var_mr"
    assert pick(Size="L") == "var_lb"


def test_unknown_names_and_values_are_passed_over() -> None:
    assert pick(v="var_none", Size="XXL", Taste="Salt") == "var_sb"


def test_values_that_do_not_go_together_choose_nothing() -> None:
    assert pick(Size="L", Colour="Red") is None


def test_a_sold_out_value_can_still_be_looked_at() -> None:
    assert value("Red", {"Size": "S", "Colour": "Blue"}) == OptionValue(
        "Red", "/p/x/?Size=S&Colour=Red", selected=False, available=False, reason="sold-out"
    )


def test_a_value_that_does_not_go_with_the_others_lets_them_go() -> None:
    assert value("L", {"Size": "M", "Colour": "Red"}) == OptionValue(
        "L", "/p/x/?Size=L", selected=False, available=False, reason="not-together"
    )


def test_a_product_without_options_shows_none() -> None:
    assert Choosing([], [Piece("var_1")], {}, "/p/x/").options() == []
    assert Choosing(["Title"], [Piece("var_1", ["Default Title"])], {}, "/p/x/").options() == []
