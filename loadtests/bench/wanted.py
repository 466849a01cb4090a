"""`python -m loadtests.bench.wanted`: what is asked for, chosen from the market's own data, as JSON.

Many addresses of each kind, so that no single page, row or statement is warm because it was asked a moment ago.
"""

import json
import os
import random
import sys
from typing import Any

SEED = 7
CATEGORIES, PRODUCTS, SEARCHES, GOODS = 40, 60, 60, 40


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
    import django

    django.setup()
    json.dump({"pages": pages(), **buying()}, sys.stdout)


def pages() -> dict[str, list[str]]:
    """Addresses by kind of page."""
    from catalog.models import Listing
    from catalog.queries import categories

    chance = random.Random(SEED)
    rows = list(Listing.objects.order_by("?").values_list("slug", "title")[: PRODUCTS + SEARCHES])
    chance.shuffle(rows)
    nodes = list(categories.tree().nodes.values())
    return {
        "home": ["/"],
        "list": ["/search/", *(f"/search/?sort={sort}" for sort in ("newest", "price-low", "price-high", "rating"))],
        "category": [node.url for node in chance.sample(nodes, min(CATEGORIES, len(nodes)))],
        "search": [f"/search/?q={words}" for words in _searches(chance, rows[:SEARCHES])],
        "product": [f"/p/{slug}/" for slug, _title in rows[-PRODUCTS:]],
    }


def _searches(chance: random.Random, rows: list[tuple[str, str]]) -> list[str]:
    """One to three words of a title, as people type."""
    from urllib.parse import quote_plus

    found = []
    for _slug, title in rows:
        words = title.lower().split()
        size = min(len(words), chance.choice((1, 2, 2, 3)))
        start = chance.randrange(len(words) - size + 1)
        found.append(quote_plus(" ".join(words[start : start + size])))
    return found


def buying() -> dict[str, Any]:
    """Goods that can be delivered to an area, with stock for as many buyers as come, and the area."""
    from catalog.domain import stock
    from catalog.models import Variant
    from commerce.accounts.models import Area

    rows = Variant.objects.filter(
        is_active=True, tracks_stock=True, price_minor__gt=0, weight_grams__gt=0, product__status="active",
        product__is_digital=False, product__season_from=None, product__hazard="",
    )  # fmt: skip
    area = Area.objects.filter(country="GY", children=None).order_by("id").first()
    area_id = area.pk if area else 0
    near = rows.filter(product__seller__public_id__in=_delivering_to(area_id)).select_related("product")
    goods = list(near.order_by("pk")[:GOODS])
    for row in goods:
        stock.adjust(variant_id=row.pk, quantity=100_000, kind="received", reason="bench", actor="bench")
    return {"goods": [{"page": f"/p/{row.product.slug}/", "id": row.public_id} for row in goods], "area": area_id}


def _delivering_to(area_id: int) -> list[str]:
    """Stalls of the demo with a service there; made-up products have none that is known to be."""
    from vendors.sellers.models import Seller
    from vendors.shipping.queries.matching import zones_for

    refs = [row.public_id for row in Seller.objects.filter(state="approved")]
    found = zones_for(seller_refs=refs, country="GY", area_id=area_id)
    return [ref for ref, zone in found.items() if zone.rates]


if __name__ == "__main__":
    main()
