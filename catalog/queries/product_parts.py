"""Pictures and details of a product, brought along by the statement that finds it."""

from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from ..models import Picture, Product, ProductAttribute
from ..models.media import PictureState

PICTURE = ("id", "alt", "state", "digest", "width", "height", "webp", "avif", "ground")


def with_parts(products: QuerySet[Product]) -> QuerySet[Product]:
    """Adds what `pictures` and `details` read."""
    shown = Picture.objects.filter(product=OuterRef("pk"), state=PictureState.READY).order_by("position", "id")
    told = ProductAttribute.objects.filter(product=OuterRef("pk")).order_by("attribute__name", "text", "pk")
    told = told.annotate(name=F("attribute__name"), unit=F("attribute__unit"))
    return products.annotate(
        shown_pictures=ArraySubquery(shown.values(body=JSONObject(**{name: name for name in PICTURE}))),
        told_details=ArraySubquery(
            told.values(body=JSONObject(name="name", unit="unit", text="text", number="number"))
        ),
    )


def pictures(product: Any) -> list[Picture]:
    """Its pictures in their order."""
    return [Picture(**each) for each in product.shown_pictures]


def details(product: Any) -> dict[str, str]:
    """What its attributes say, by their names."""
    values: dict[str, list[str]] = {}
    for each in product.told_details:
        number = "" if each["number"] is None else f"{Decimal(str(each['number'])).normalize():f}"
        text = " ".join(part for part in (each["text"] or number, each["unit"]) if part)
        values.setdefault(each["name"], []).append(text)
    return {name: ", ".join(texts) for name, texts in values.items()}
