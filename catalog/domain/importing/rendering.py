"""From a record to the lines of Shopify's format, and the memory of what a file wrote differently."""

import hashlib
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import zip_longest

from commerce.kernel.money import exponent

from .columns import (
    COMPARE_AT,
    HANDLE,
    IMAGE_ALT,
    IMAGE_POSITION,
    IMAGE_SRC,
    OPTION_NAMES,
    OPTION_VALUES,
    PICTURE,
    POLICY,
    PRICE,
    QUANTITY,
    TRACKER,
    VARIANT_IMAGE,
    is_of_variant,
)
from .parsing import makes_a_variant
from .reading import Line
from .records import Cells, PictureRecord, ProductRecord, VariantRecord

Row = dict[str, str]
SHORT = 64


def rows(product: ProductRecord) -> list[Row]:
    """The product's lines with only the cells that say something, cells of the file it came from included."""
    lines = plain_rows(product)
    memory = [variant.cells for variant in product.variants] + product.lines
    lines += [{HANDLE: product.handle} for _further in memory[len(lines) :]]
    for row, cells in zip(lines, memory, strict=False):
        recall(row, cells)
    recall(lines[0], product.cells)
    return lines


def plain_rows(product: ProductRecord) -> list[Row]:
    """The product's lines in our own words: variants from the first line on, pictures beside them."""
    lines = []
    for place, (variant, picture) in enumerate(zip_longest(product.variants, product.pictures)):
        row = {HANDLE: product.handle}
        if place == 0:
            row |= of_product(product)
        if variant:
            row |= of_variant(variant, product)
        if picture:
            row |= of_picture(picture)
        lines.append(row)
    return lines


def of_product(product: ProductRecord) -> Row:
    names = product.option_names or ["Title"]
    return {
        "Title": product.title,
        "Body (HTML)": product.description,
        "Vendor": product.brand,
        "Type": product.product_type,
        "Tags": ", ".join(product.tags),
        "Published": _flag(product.status == "active"),
        "Gift Card": "false",
        "SEO Title": product.seo_title,
        "SEO Description": product.seo_description,
        "Status": product.status,
        **dict(zip(OPTION_NAMES, names, strict=False)),
    }


def of_variant(variant: VariantRecord, product: ProductRecord) -> Row:
    values = variant.option_values if product.option_names else ["Default Title"]
    return {
        **dict(zip(OPTION_VALUES, values, strict=False)),
        "Variant SKU": variant.sku,
        "Variant Grams": str(variant.weight_grams or ""),
        TRACKER: "shopify" if variant.tracks_stock else "",
        QUANTITY: "" if variant.quantity is None or not variant.tracks_stock else str(variant.quantity),
        POLICY: "deny",
        "Variant Fulfillment Service": "manual",
        PRICE: "" if variant.awaits_price else amount(variant.price_minor, product.currency),
        COMPARE_AT: amount(variant.compare_at_minor, product.currency),
        "Variant Requires Shipping": _flag(variant.requires_shipping),
        "Variant Taxable": _flag(variant.taxable),
        "Variant Barcode": variant.barcode,
        VARIANT_IMAGE: variant.picture_url,
        "Variant Weight Unit": "kg",
    }


def of_picture(picture: PictureRecord) -> Row:
    return {IMAGE_SRC: picture.url, IMAGE_POSITION: str(picture.position), IMAGE_ALT: picture.alt}


def amount(minor: int | None, currency: str) -> str:
    """Major units with the currency's digits; "" for no amount."""
    return "" if minor is None else str(Decimal(minor).scaleb(-exponent(currency)))


def remember(product: ProductRecord, lines: Sequence[Line]) -> None:
    """Keep, beside the record, every cell that our own rendering of it would not give back."""
    first, *others = lines
    ours = plain_rows(product)
    variants = [first, *(line for line in others if makes_a_variant(line))]
    further = [line for line in others if not makes_a_variant(line)]
    ours += [{HANDLE: product.handle} for _line in range(len(lines) - len(ours))]
    kept = [differences(row, line) for row, line in zip(ours, [*variants, *further], strict=False)]
    product.cells = _some(kept[0], lambda column: not is_of_variant(column))
    kept[0] = _some(kept[0], is_of_variant)
    for variant, cells in zip(product.variants, kept, strict=False):
        variant.cells = cells
    product.lines = kept[len(variants) :]
    while product.lines and not product.lines[-1]:
        product.lines.pop()


def differences(ours: Row, line: Line) -> Cells:
    """Cells of the line that differ from ours: {column: [ours, theirs]}.

    Which picture stands on which line is ours to say (first pictures first), so what a line tells of a picture is
    kept only where that picture is on it.
    """
    same_picture = line.cells.get(IMAGE_SRC, "") == ours.get(IMAGE_SRC, "")
    return {
        column: [brief(ours.get(column, "")), theirs]
        for column, theirs in line.cells.items()
        if theirs != ours.get(column, "") and (same_picture or column not in PICTURE)
    }


def recall(row: Row, cells: Cells) -> None:
    """Put back what the file wrote, wherever our own text is still what it was at the import."""
    for column, (ours, theirs) in cells.items():
        if brief(row.get(column, "")) == ours:
            row[column] = theirs


def brief(text: str) -> str:
    """A text, or the digest of a long one."""
    return text if len(text) <= SHORT else hashlib.sha256(text.encode()).hexdigest()[:SHORT]


def _some(cells: Cells, wanted: Callable[[str], bool]) -> Cells:
    return {column: pair for column, pair in cells.items() if wanted(column)}


def _flag(value: bool) -> str:
    return "true" if value else "false"
