"""A list with its filters, chips, orders and pages."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator

from catalog.queries.facet_views import Chip, Facet, Value

from .cards import in_every_state

LINKS = Facet("category", "Category (links)", "links", (
    Value("mugs", "Mugs", 24, url="#lists-facets"),
    Value("pots", "Pots and pans", 8, selected=True, url="#lists-facets"),
    Value("none", "Nothing in it", 0, url="#lists-facets"),
))  # fmt: skip
MANY = Facet("colour", "Colour (many)", "many", (
    Value("blue", "Blue", 12, selected=True), Value("red", "Red", 3),
    Value("long", "A value whose name needs more room than the column gives", 1), Value("none", "None of these", 0),
))  # fmt: skip
ONE = Facet("within", "Arrives (one)", "one", (
    Value("2", "Within 2 days", 9), Value("5", "Within 5 days", 31, selected=True), Value("0", "Today", 0),
))  # fmt: skip
RANGE = Facet("price", "Price (range)", "range", least="1000", lowest="450", highest="52000")
SIGNED = Facet(
    "degrees", "Degrees (range below zero)", "range", lowest="-18", highest="220", step="any", is_signed=True
)
SHUT = Facet("size", "Shut", "many", (Value("s", "S", 2), Value("m", "M", 5)), open=False)
FACETS = (LINKS, MANY, ONE, RANGE, SIGNED, SHUT)
CHIPS = (
    Chip("Blue", "#lists-results"), Chip("From G$1,000", "#lists-results"),
    Chip("A filter in use whose words are longer than a phone is wide, and are cut", "#lists-results"),
)  # fmt: skip
SORTS = ({"value": "best", "label": "Best selling", "selected": True}, {"value": "new", "label": "Newest"})


def samples() -> Mapping[str, Any]:
    pages = Paginator(range(90), 10)
    return {
        "facets": [replace(each, name=f"{each.name}-alone") for each in FACETS],
        "column": FACETS[:3],
        "applied": CHIPS,
        "sorts": SORTS,
        "page": {
            "cards": in_every_state()[:4],
            "next_url": "?after=1",
            "previous_url": "?before=1",
            "shown_text": "24 of 132 products",
            "number": 24,
            "is_cut": True,
        },
        "pages": [pages.page(1), pages.page(5), pages.page(9)],
        "nothing": {
            "spellings": [{"text": "mug", "url": "#lists-nothing"}, {"text": "jug", "url": "#lists-nothing"}],
            "categories": [{"name": "Kitchen", "url": "#lists-nothing"}, {"name": "School", "url": "#lists-nothing"}],
        },
    }
