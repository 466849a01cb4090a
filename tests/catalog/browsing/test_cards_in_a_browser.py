"""Cards in a real browser: no name is cut, nothing is wider than its card, the lines of a card stand close."""

import pytest
from playwright.sync_api import Page

from catalog.domain import listings
from catalog.models import Product
from tests.factories.shop import make_seller

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
NAME = "Rupununi Loom and Carving House"
OUT = """() => [...document.querySelectorAll('.card')].flatMap(card => {
  const edge = card.getBoundingClientRect().right + .5
  return [...card.querySelectorAll('.price-now, .card-add, .stall-chip')].filter(each => {
    const box = each.getBoundingClientRect()
    return box.right > edge || each.scrollWidth > each.clientWidth + 1
  }).map(each => each.className)
})"""
# Pixels from the lower edge of one line of a card to the upper edge of the next.
BETWEEN = """() => [...document.querySelectorAll('.card')].map(card => {
  const [stars, truth] = ['.rating', ':scope > p'].map(each => card.querySelector(each).getBoundingClientRect())
  return truth.top - stars.bottom
})"""


@pytest.fixture
def shelf_of_dear_things(put) -> list[Product]:
    seller = make_seller(name=NAME, slug="rupununi")
    made = [put(f"Canoe {number}", price=185_000_000 + number * 100, seller=seller) for number in range(6)]
    Product.objects.filter(pk__in=[each.pk for each in made]).update(rating_sum=9, review_count=2)
    listings.project([each.pk for each in made])
    return made


@pytest.mark.parametrize("path", ["/", "/search/"])
def test_a_long_name_and_a_high_price_fit_on_a_phone(shelf_of_dear_things, page: Page, live_server, path: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + path)
    assert page.locator(".card").count() > 2
    assert page.evaluate(OUT) == []


def test_the_lines_of_a_card_stand_close_on_the_page_of_its_stall(
    shelf_of_dear_things, page: Page, live_server
) -> None:
    page.set_viewport_size(DESK)
    page.goto(f"{live_server.url}/s/rupununi/")
    between = page.evaluate(BETWEEN)
    assert len(between) == 6
    assert max(between) < 8
