"""What a product is to look like after the import: pure functions from record and snapshot to snapshot.

A field whose column the file lacks stays as it is; so does everything the format does not know.
"""

from dataclasses import dataclass, field
from typing import Any

from commerce.kernel.ids import new_id

from ...models.media import PictureState
from ...models.product import ProductStatus
from .columns import (
    IMAGE_ALT,
    IMAGE_POSITION,
    IMAGE_SRC,
    OPTION_NAMES,
    POLICY,
    PRICE,
    PRODUCT_FIELDS,
    TRACKER,
    VARIANT_FIELDS,
    VARIANT_IMAGE,
)
from .records import Cells, PictureRecord, ProductRecord, VariantRecord
from .snapshots import Snapshot, Values, address_of

NEW_PICTURE: Values = {
    "state": PictureState.PENDING.value, "digest": "", "width": 0, "height": 0, "webp": [], "avif": [], "ground": 0,
    "error": "",
}  # fmt: skip


@dataclass
class Merged:
    """`counts`: units by variant's public id, where the file says a number that it did not say last time."""

    snapshot: Snapshot
    counts: dict[str, int] = field(default_factory=dict)


def merge(record: ProductRecord, *, before: Snapshot | None, columns: frozenset[str], now: str) -> Merged:
    """The product after the import. `now` (ISO 8601) is when it is first published, if it is."""
    old = before or {"product": {}, "variants": [], "pictures": []}
    pictures = _pictures(record, old["pictures"], columns)
    merged = Merged({"product": _product(record, old["product"], columns, now), "pictures": pictures, "variants": []})
    addresses = {address_of(picture): picture["public_id"] for picture in pictures}
    known = {tuple(variant["option_values"]): variant for variant in old["variants"]}
    for position, variant in enumerate(record.variants, start=1):
        was = known.pop(tuple(variant.option_values), {})
        values = _variant(variant, was, columns) | {"position": position, "currency": record.currency}
        if VARIANT_IMAGE in columns or not was:
            values["picture"] = addresses.get(variant.picture_url)
        merged.snapshot["variants"].append(values)
        _count(merged, variant, values, was)
    merged.snapshot["variants"] += [variant | {"is_active": False, "awaits_price": False} for variant in known.values()]
    return merged


def _product(record: ProductRecord, old: Values, columns: frozenset[str], now: str) -> Values:
    values = old | {name: getattr(record, name) for column, name in PRODUCT_FIELDS.items() if column in columns}
    if not old:
        values = {name: getattr(record, name) for name in PRODUCT_FIELDS.values()}
    values["currency"] = record.currency
    if OPTION_NAMES[0] in columns or not old:
        values["option_names"] = record.option_names
    was_undone = old.get("source", {}).get("undone")
    if {"Status", "Published"} & columns or not old or was_undone:
        values["status"] = record.status
    is_first = values["status"] == ProductStatus.ACTIVE and not old.get("published_at")
    values["published_at"] = now if is_first else old.get("published_at")
    source = {"handle": record.handle, "digest": record.digest}
    source |= _some("cells", _kept(old.get("source", {}).get("cells", {}), record.cells, columns))
    values["source"] = source | _some("lines", record.lines)
    return values


def _variant(record: VariantRecord, old: Values, columns: frozenset[str]) -> Values:
    fields = {name for column, name in VARIANT_FIELDS.items() if column in columns or not old}
    values = old | {name: getattr(record, name) for name in fields}
    values |= {"option_values": record.option_values}
    if PRICE in columns or not old:
        values["awaits_price"] = record.awaits_price
    values["is_active"] = not values["awaits_price"]
    values["public_id"] = old.get("public_id") or new_id("var")
    if {TRACKER, POLICY} & columns or not old:
        values["tracks_stock"] = record.tracks_stock
    before = old.get("source", {})
    quantity = before.get("quantity") if record.quantity is None else record.quantity
    source = _some("cells", _kept(before.get("cells", {}), record.cells, columns))
    values["source"] = source | ({} if quantity is None else {"quantity": quantity})
    return values


def _count(merged: Merged, record: VariantRecord, values: Values, was: Values) -> None:
    """Stock follows the file only where the file changed: what was sold since is not brought back."""
    if not values["tracks_stock"]:
        return
    said_before = was.get("source", {}).get("quantity") if was.get("tracks_stock") else None
    if record.quantity is not None and record.quantity != said_before:
        merged.counts[values["public_id"]] = record.quantity
    elif not was:
        merged.counts[values["public_id"]] = 0


def _pictures(record: ProductRecord, old: list[Values], columns: frozenset[str]) -> list[Values]:
    """The file's pictures, matched by address; pictures that the seller put up by hand stay."""
    if not {IMAGE_SRC, VARIANT_IMAGE} & columns:
        return old
    known = {address_of(picture): picture for picture in old if address_of(picture)}
    named = {picture.url for picture in record.pictures}
    ours = [picture for picture in old if not picture["source_url"] and address_of(picture) not in named]
    return [_picture(picture, known.get(picture.url), columns) for picture in record.pictures] + ours


def _picture(record: PictureRecord, old: Values | None, columns: frozenset[str]) -> Values:
    said = {"position": record.position, "alt": record.alt}
    if old is None:
        return NEW_PICTURE | said | {"public_id": new_id("pic"), "source_url": record.url}
    column_of = {"position": IMAGE_POSITION, "alt": IMAGE_ALT}
    return old | {name: value for name, value in said.items() if column_of[name] in columns}


def _kept(old: Cells, new: Cells, columns: frozenset[str]) -> Cells:
    return {column: pair for column, pair in old.items() if column not in columns} | new


def _some(name: str, value: Any) -> Values:
    return {name: value} if value else {}
