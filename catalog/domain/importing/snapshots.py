"""A product as plain JSON values: what an import compares with, keeps for its undoing, and exports.

A snapshot is {"product": {field: value}, "variants": [{…}], "pictures": [{…}]}; variants and pictures are named by
public id, also where a variant names its picture.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Sum

from ...models import Picture, Product, StockLevel, Variant
from ...models.media import PictureState
from .records import PictureRecord, ProductRecord, VariantRecord

Values = dict[str, Any]
Snapshot = dict[str, Any]

PRODUCT_FIELDS = (
    "title", "description", "brand", "product_type", "tags", "option_names", "status", "currency", "seo_title",
    "seo_description", "source", "published_at",
)  # fmt: skip
# Rows of variants and pictures have their "id", too.
VARIANT_FIELDS = (
    "public_id", "position", "option_values", "sku", "barcode", "price_minor", "compare_at_minor", "currency",
    "weight_grams", "requires_shipping", "taxable", "tracks_stock", "is_active", "awaits_price", "source",
)  # fmt: skip
PICTURE_FIELDS = (
    "public_id", "position", "alt", "state", "source_url", "digest", "width", "height", "webp", "avif", "ground",
    "error",
)  # fmt: skip


def take(product_ids: Iterable[int]) -> dict[int, Snapshot]:
    """Snapshots by product id, in the order of ids."""
    ids = sorted(product_ids)
    found: dict[int, Snapshot] = {}
    for pk, *values in Product.objects.filter(pk__in=ids).order_by("pk").values_list("pk", *PRODUCT_FIELDS):
        product = dict(zip(PRODUCT_FIELDS, values, strict=True))
        product["published_at"] = product["published_at"] and product["published_at"].isoformat()
        found[pk] = {"product": product, "variants": [], "pictures": []}
    pictures = Picture.objects.filter(product__in=ids).order_by("position", "pk")
    names = ("id", *PICTURE_FIELDS)
    for pk, *values in pictures.values_list("product_id", *names):
        found[pk]["pictures"].append(dict(zip(names, values, strict=True)))
    names = ("id", *VARIANT_FIELDS, "picture")  # type: ignore[assignment]
    variants = Variant.objects.filter(product__in=ids).order_by("position", "pk")
    for pk, *values in variants.values_list("product_id", "id", *VARIANT_FIELDS, "picture__public_id"):
        found[pk]["variants"].append(dict(zip(names, values, strict=True)))
    return found


def on_hand(product_ids: Iterable[int]) -> dict[str, int]:
    """Units in the house by variant's public id, for variants that have a stock row."""
    levels = StockLevel.objects.filter(variant__product__in=list(product_ids)).order_by()
    return dict(levels.values_list("variant__public_id").annotate(units=Sum("on_hand")))


def record_of(snapshot: Snapshot, *, slug: str, units: dict[str, int]) -> ProductRecord:
    """The product as the format tells it: variants on sale, pictures that are or may come."""
    product, source = snapshot["product"], snapshot["product"]["source"]
    urls = {picture["public_id"]: address_of(picture) for picture in snapshot["pictures"]}
    return ProductRecord(
        handle=source.get("handle") or slug,
        variants=[_variant(v, urls, units) for v in snapshot["variants"] if v["is_active"] or v["awaits_price"]],
        pictures=[PictureRecord(address_of(p), p["position"], p["alt"]) for p in snapshot["pictures"] if address_of(p)],
        cells=source.get("cells", {}),
        lines=source.get("lines", []),
        **{name: product[name] for name in PRODUCT_FIELDS if name not in ("source", "published_at")},
    )


def address_of(picture: Values) -> str:
    """Where somebody else can fetch the picture: where it came from, else our widest file."""
    if picture["source_url"] or picture["state"] != PictureState.READY or not picture["webp"]:
        return picture["source_url"]
    file = f"pictures/{picture['digest']}/{max(picture['webp'])}.webp"
    return f"{settings.SITE_URL}{settings.MEDIA_URL}{file}"


def by_public_id(rows: Iterable[Values]) -> dict[str, Values]:
    return {row["public_id"]: row for row in rows}


def by_handle(seller_id: int, handles: list[str]) -> dict[str, tuple[int, str]]:
    """Product id and digest of the seller's products by handle; one made in the shop goes by its slug."""
    mine = Product.objects.filter(seller_id=seller_id)
    rows = mine.extra(where=["source ->> 'handle' = ANY(%s)"], params=[handles]).values_list("pk", "slug", "source")
    found = {source["handle"]: (pk, source.get("digest", "")) for pk, _slug, source in rows}
    others = [handle for handle in handles if handle not in found]
    shop_made = mine.filter(slug__in=others).values_list("pk", "slug", "source")
    return found | {slug: (pk, "") for pk, slug, source in shop_made if "handle" not in source}


def _variant(values: Values, urls: dict[str, str], units: dict[str, int]) -> VariantRecord:
    same = ("option_values", "price_minor", "sku", "barcode", "compare_at_minor", "weight_grams", "requires_shipping",
            "taxable", "tracks_stock", "awaits_price")  # fmt: skip
    return VariantRecord(
        quantity=units.get(values["public_id"]),
        picture_url=urls.get(values["picture"] or "", ""),
        cells=values["source"].get("cells", {}),
        **{name: values[name] for name in same},
    )
