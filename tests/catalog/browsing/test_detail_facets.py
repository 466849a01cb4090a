"""Details as filters: those of the category first, numbers from … to, what would show nothing greyed."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from catalog.domain.categories import create_category
from catalog.models import Attribute, Category, ProductAttribute
from catalog.queries.facet_views import Facet
from tests.catalog.browsing.conftest import refresh


def facets(path: str) -> dict[str, Facet]:
    cache.clear()
    shown = Client().get(path).context["facets"]
    return {facet.name: facet for facet in shown if facet.name.startswith(("a_", "n_"))}


def names(path: str) -> list[str]:
    return list(facets(path))


@pytest.fixture
def cups(shelf: Category) -> Category:
    return create_category(name="Cups", parent=shelf)


@pytest.fixture
def pans(put, shelf: Category) -> Callable[..., None]:
    """Pans of these widths."""
    width = Attribute.objects.create(code="width", name="Width", unit="cm", is_number=True)

    def make(*widths: float) -> None:
        for number in widths:
            product = put(f"Pan {number}", category=shelf)
            ProductAttribute.objects.create(product=product, attribute=width, number=number)
            refresh(product)

    return make


def test_details_of_the_branch_come_first_then_what_many_have(put, shelf: Category, cups: Category) -> None:
    for number in range(10):
        put("Cup", category=cups, details={"Colour": f"C{number % 3}", "Material": f"M{number % 2}"})
    for number in range(2):
        put("Cup", category=cups, details={"Glaze": f"G{number}", "Handle": f"H{number}", "Rare": f"R{number}"})
    assert names("/c/cups/") == ["a_colour", "a_material"]
    Attribute.objects.get(code="glaze").categories.add(shelf)
    Attribute.objects.get(code="handle").categories.add(cups)
    assert names("/c/cups/") == ["a_handle", "a_glaze", "a_colour", "a_material"]
    assert names("/c/kitchen/") == ["a_glaze", "a_colour", "a_material"]
    assert names("/search/") == ["a_colour", "a_material"]
    assert names("/c/cups/?a_rare=R0")[-1] == "a_rare"


def test_a_detail_that_is_no_filter_or_says_one_thing_is_not_offered(put, shelf: Category) -> None:
    for number in range(2):
        put("Pot", category=shelf, details={"Made": "Here", "Batch": f"B{number}"})
    for attribute in Attribute.objects.filter(code__in=["made", "batch"]):
        attribute.categories.add(shelf)
    Attribute.objects.filter(code="batch").update(is_filter=False)
    assert names("/c/kitchen/") == []


def test_few_numbers_are_ticked_in_their_order_and_many_are_a_range(pans) -> None:
    pans(9, 100, 12.5, 12.5)
    few = facets("/c/kitchen/")["a_width"]
    assert [value.label for value in few.values] == ["9 cm", "12.5 cm", "100 cm"]
    pans(20, 21, 22, 23)
    many = facets("/c/kitchen/")["n_width"]
    assert (many.kind, many.title, many.lowest, many.highest) == ("range", "Width (cm)", "9", "100")


def test_a_range_narrows_and_leaves_its_own_ends(pans) -> None:
    pans(-5, 9, 10, 12.5, 20, 21, 22, 100)
    answer = Client().get("/c/kitchen/?n_width_min=10&n_width_max=20.5")
    assert sorted(card.title for card in answer.context["page"]["cards"]) == ["Pan 10", "Pan 12.5", "Pan 20"]
    chip = answer.context["applied"][0]
    assert (chip.text, chip.url) == ("Width: 10 – 20.5 cm", "/c/kitchen/")
    shown = {facet.name: facet for facet in answer.context["facets"]}["n_width"]
    assert (shown.least, shown.most, shown.lowest, shown.highest) == ("10", "20.5", "-5", "100")
    one_end = Client().get("/c/kitchen/?n_width_max=9.0").context
    assert ([card.title for card in one_end["page"]["cards"]], one_end["applied"][0].text) == (
        ["Pan 9", "Pan -5"],
        "Width: up to 9 cm",
    )


@pytest.mark.parametrize(
    "query",
    ["n_width_min=wide", "n_width_min=NaN", "n_width_min=9&n_width_max=8", "n_width_max=1e30", "n_width_min=%00"],
)
def test_what_is_no_number_is_left_out_and_told(pans, query: str) -> None:
    pans(9, 10)
    answer = Client().get(f"/c/kitchen/?{query}")
    assert (len(answer.context["page"]["cards"]), len(answer.context["problems"])) == (2, 1)


def test_a_number_that_somebody_wrote_as_words_breaks_nothing(pans) -> None:
    pans(1, 2, 3, 4, 5, 6, 7)
    ProductAttribute.objects.filter(number=7).update(text="about seven")
    refresh(ProductAttribute.objects.get(text="about seven").product)
    assert facets("/c/kitchen/")["n_width"].highest == "6"
    assert len(Client().get("/c/kitchen/?n_width_min=5").context["page"]["cards"]) == 2


def test_what_would_show_nothing_cannot_be_ticked(put, shelf: Category) -> None:
    put("Pot", category=shelf, price=100, details={"Material": "Iron"})
    put("Pot", category=shelf, price=90_000, details={"Material": "Tin"})
    page = Client().get("/c/kitchen/?price_min=500").content.decode()
    iron = page[page.index('value="Iron"') - 200 : page.index('value="Iron"') + 60]
    assert 'class="facet-none"' in iron
    assert " disabled" in iron
