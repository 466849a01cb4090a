"""A few odd goods of the demo market: batteries that do not fly, goods in two packages, goods of a season; and goods
that are cheaper in bulk.

Put on after the past orders: those were placed when nobody asked.
"""

from catalog.domain import summaries
from catalog.models import Product, Variant

from .naming import slug

CHRISTMAS: dict[str, object] = {"season_from": 1101, "season_to": 106}
EASTER: dict[str, object] = {"season_from": 201, "season_to": 430}
ODD: dict[str, dict[str, object]] = {
    "Power bank for laptops": {"hazard": "battery"},
    "Slim power bank": {"hazard": "battery"},
    "Speaker for church hall": {"packages": 2},
    "Solar home kit, three lamps": {"packages": 2, "hazard": "battery"},
    "Cassareep for Christmas pepperpot": CHRISTMAS,
    "Easter kite, singing": EASTER,
}
BULK: dict[str, list[dict[str, int]]] = {
    "Hymn book, words edition": [{"from": 10, "off_bp": 500}, {"from": 25, "off_bp": 1_000}],
    "Enamel mug, cream": [{"from": 6, "minor": 175_000}, {"from": 24, "minor": 160_000}],
}


def load_odd(found: dict[str, Product]) -> None:
    """`found` are the market's products by slug."""
    odd = {found[slug(title)].pk: values for title, values in ODD.items()}
    for key, values in odd.items():
        Product.objects.filter(pk=key).update(**values)
    for title, steps in BULK.items():
        Variant.objects.filter(product=found[slug(title)]).update(price_steps=steps)
    summaries.refresh(odd)
