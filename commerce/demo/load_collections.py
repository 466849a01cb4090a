"""What the demo market puts together, and prices that come and go by themselves."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from catalog.domain import planned_prices, price_turns
from catalog.domain.collections import add_products, save_collection
from catalog.models import Attribute, Category, Collection, Product, Variant
from commerce.kernel.clock import database_now

from .goods import table
from .load_content import hang

ACTOR = "demo market"


def load_collections(*, products: Mapping[str, Product], categories: Mapping[str, Category]) -> int:
    """How many pictures were made. Nothing when a collection is there: a shop that has its own keeps them."""
    if Collection.objects.exists():
        return 0
    said, now = table("collections"), database_now()
    for position, entry in enumerate(said["collection"], start=1):
        _load_collection(entry, position, products, categories)
    for entry in said["details"]:
        for attribute in Attribute.objects.filter(name__in=entry["attributes"]):
            attribute.categories.add(categories[entry["category"]])
    for entry in said["price"]:
        _plan(entry, now, products)
    price_turns.turn_due()
    return len(said["collection"])


def _load_collection(
    entry: dict[str, Any], position: int, products: Mapping[str, Product], categories: Mapping[str, Category]
) -> None:
    made = save_collection(
        name=entry["name"], description=entry["description"], picture=hang(entry["look"]), position=position,
        is_featured=entry.get("is_featured", False), kind="hand" if "products" in entry else "rule",
        rule=_rule(entry, categories) if "match" in entry else {},
    )  # fmt: skip
    add = [products[slug] for slug in entry.get("products", ())]
    if add:
        add_products(collection=made, products=add)


def _rule(entry: dict[str, Any], categories: Mapping[str, Category]) -> dict[str, Any]:
    values = {
        "category": [categories[slug].pk for slug in entry.get("categories", ())],
        "new": entry.get("new_days"),
        "offer": entry.get("on_offer"),
        "stock": entry.get("in_stock"),
    }
    return {
        "match": entry["match"],
        "conditions": [{"by": by, "value": value} for by, value in values.items() if value],
    }


def _plan(entry: dict[str, Any], now: datetime, products: Mapping[str, Product]) -> None:
    for variant in Variant.objects.filter(product=products[entry["product"]]):
        plan = planned_prices.Plan(
            price_minor=variant.price_minor * entry["percent"] // 10_000 * 100,
            starts_at=now + timedelta(days=entry["from_day"]) if "from_day" in entry else None,
            ends_at=now + timedelta(days=entry["until_day"]),
        )
        planned_prices.plan_price(variant=variant, plan=plan, actor=ACTOR)
