"""The plain line on a card, from numbers alone."""

from datetime import date

import pytest
from django.test import Client

from catalog.queries.truth import Truth, stock, truth
from vendors.shipping.queries.rates import arrival_text

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("available", "is_digital", "arrives", "line"),
    [
        (0, False, THURSDAY, Truth("soldout", "Sold out")),
        (-1, True, None, Truth("soldout", "Out of season")),
        (999_999, True, None, Truth("digital", "Download at once")),
        (1, False, THURSDAY, Truth("low", "1 left")),
        (5, False, THURSDAY, Truth("low", "5 left")),
        (6, False, THURSDAY, Truth("arrives", "Arrives Thu 26 Nov")),
        (6, False, None, None),
    ],
)
def test_the_most_useful_sentence(available: int, is_digital: bool, arrives: date | None, line: Truth | None) -> None:
    assert truth(available=available, is_digital=is_digital, arrives=arrives) == line


def test_the_product_page_says_it_in_stock_words() -> None:
    lines = [stock(available=n, is_digital=False).text for n in (0, 3, 6)]
    assert lines == ["Sold out", "3 left", "In stock"]
    assert stock(available=9, is_digital=True).kind == "digital"


def test_one_day_is_told_once() -> None:
    assert arrival_text(THURSDAY, THURSDAY) == "Arrives Thu 26 Nov"
    assert arrival_text(date(2026, 11, 24), THURSDAY) == "Arrives Tue 24 Nov to Thu 26 Nov"


def test_what_is_sold_out_promises_no_day(put) -> None:
    put("Pot", units=0)
    page = Client().get("/p/thing-1/").content.decode()
    assert "Sold out" in page
    assert "Arrives" not in page
