"""One product with all that its page shows."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from catalog.queries.bulk_prices import Step
from catalog.queries.delivery import Delivery
from catalog.queries.options import NOT_TOGETHER, SOLD_OUT, Option, OptionValue
from catalog.queries.product_page import Fact, ProductView, VariantView
from catalog.queries.rules import Rule
from catalog.queries.taxes import Tax
from catalog.queries.truth import Truth

from .forms import Short
from .opinions import questions, reviews
from .shop import money, mug, picture, stall_view

HERE = "#products-offer"
RULES = [
    Rule("hazard", "warning", "It burns easily: goes by road only, never by air."),
    Rule("packages", "parcel", "Each comes in 2 packages. Delivery is counted for every package."),
    Rule("season", "clock", "Sold from March to June."),
]
STOCK = (
    Truth("arrives", "In stock"),
    Truth("low", "3 left"),
    Truth("soldout", "Sold out"),
    Truth("soldout", "Out of season"),
    Truth("digital", "Download at once, after paying"),
)
FACTS = [
    Fact("Material", "Enamelled steel"),
    Fact("Holds", "350 ml"),
    Fact("A name that needs more than one line", "A value that needs more than one line as well, on a phone"),
]
REACHED = Delivery(
    "Arrives Wed 25 Nov to Fri 27 Nov", "Georgetown", money(800), money(10_000),
    "Weight not given: counted as a standard parcel.",
)  # fmt: skip
REFUSED = Delivery(
    "This stall does not deliver to Lethem.", "Lethem", advice="Choose another area, or ask the stall to send it."
)


def _value(label: str, *, selected: bool = False, reason: str = "") -> OptionValue:
    return OptionValue(label, HERE, selected, not reason, reason)


def options() -> list[Option]:
    colours = [
        _value("Blue", selected=True), _value("Red"), _value("Cream", reason=SOLD_OUT),
        _value("Green like the fields", reason=NOT_TOGETHER),
    ]  # fmt: skip
    return [Option("Colour", colours), Option("Size", [_value("S"), _value("M", selected=True), _value("XL")])]


def offer() -> ProductView:
    steps = (Step(3, money(1700), 8), Step(12, money(1500), 19))
    return ProductView(
        public_id="prd_sample", title="Enamel mug", url=HERE, description="", seo_title="", seo_description="",
        short_description="", price=money(1850), price_from=False, compare_at=money(2400), rating=Decimal("4.6"),
        rating_count=128, breadcrumb=[],
        pictures=[mug(), picture("enamel-mug-close", 10, "Its rim"), picture("enamel-mug-companion", 10, "In use")],
        options=options(), variant=VariantView("var_sample", money(1850), STOCK[1], 3, "", steps=steps),
        delivery=REACHED, attributes=FACTS, seller=stall_view(), rules=RULES, season_over="", variant_count=7,
        tax=Tax(1400, money(227)),
    )  # fmt: skip


def not_for_sale() -> list[tuple[str, ProductView]]:
    """The reasons why there is no button, each with a product that has it."""
    plain = offer()
    sold_out = VariantView("var_sample", money(1850), STOCK[2], 0, "")
    return [
        (_("Sold out"), replace(plain, variant=sold_out)),
        (_("Out of season"), replace(plain, variant=sold_out, season_over="It is back in March.")),
        (_("Options that do not go together"), replace(plain, variant=None)),
        (_("No price yet"), replace(plain, price=None, variant=None)),
        (
            _("Too heavy for a parcel"),
            replace(plain, variant=replace(sold_out, refusal="It weighs 90 kg: too much for a parcel.")),
        ),
    ]


def samples() -> Mapping[str, Any]:
    return {
        "offer": offer(),
        "stock": STOCK,
        "not_for_sale": not_for_sale(),
        "refused": {"delivery": REFUSED, "seller": stall_view(), "url": HERE},
        "facts": FACTS,
        "taxes": [Tax(1400, money(227)), Tax(1400, None), None],
        "ratings": [(Decimal("4.6"), 128), (Decimal("3.5"), 1), (Decimal("1.0"), 2)],
        "reviews": reviews(),
        "questions": questions(Short(auto_id="question_%s")),
    }
