"""Slugs and stock-keeping numbers of the demo market."""

import re
from zlib import crc32


def slug(title: str) -> str:
    """Lower-case ASCII words joined by hyphens; other scripts are left out, so a title needs an English part."""
    words = re.findall(r"[a-z0-9]+", title.lower().replace("'", "").replace("’", "").replace("&", " and "))
    return "-".join(words)


def sku(seller: str, product: str, values: tuple[str, ...] = ()) -> str:
    """For example `PRE-04217-XL-ROOFRED`: seller, a number made from the product's slug, then the option values.

    The number stays the same when other products come and go.
    """
    number = crc32(product.encode()) % 100_000
    return "-".join([seller[:3].upper(), f"{number:05d}", *(_short(value) for value in values)])


def _short(value: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", value.upper())[:8]
