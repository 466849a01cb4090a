"""The demo market as plain values: sellers, categories, products, shoppers. The same every time; no database.

Money is in minor units of the Guyana dollar (G$300 = 30000). Nobody and nothing here is real.
"""

from dataclasses import dataclass
from functools import cache

from .assortment import DemoProduct, DemoVariant, assort
from .goods import rows, table
from .naming import slug

__all__ = [
    "DemoCategory",
    "DemoProduct",
    "DemoSeller",
    "DemoShopper",
    "DemoVariant",
    "categories",
    "products",
    "sellers",
    "shoppers",
]


@dataclass(frozen=True)
class DemoSeller:
    """A stall. Delivery prices and `free_from_minor` in GYD minor units, days as (earliest, latest).

    `vat_bp` is the VAT contained in its prices, in basis points; 0 for a stall that is not registered.
    """

    key: str
    slug: str
    name: str
    country: str
    town: str
    stall_colour: int
    about: str
    ships_in_days: int
    return_days: int
    home_rate_minor: int
    abroad_rate_minor: int
    free_from_minor: int
    home_days: tuple[int, int]
    abroad_days: tuple[int, int]
    vat_bp: int


@dataclass(frozen=True)
class DemoCategory:
    """A shelf; `parent` is the slug of the one above, empty at the top. Parents come before their children."""

    slug: str
    name: str
    parent: str
    about: str
    look: str
    position: int


@dataclass(frozen=True)
class DemoShopper:
    """Somebody who buys; the mail is at example.com. `area` is a code of the shop's area tree, empty when the shop
    has none for the country."""

    name: str
    email: str
    country: str
    town: str
    currency: str
    phone: str = ""
    area: str = ""
    street: str = ""
    landmark: str = ""


@cache
def sellers() -> tuple[DemoSeller, ...]:
    """The stalls, in the order of their colours."""
    return tuple(_seller(entry) for entry in table("sellers")["seller"])


@cache
def categories() -> tuple[DemoCategory, ...]:
    """The whole tree, parents first."""
    found = []
    for position, (top, entry) in enumerate(table("categories").items()):
        found.append(DemoCategory(top, entry["name"], "", entry["about"], entry["look"], position))
        for place, (child, name) in enumerate(entry["children"].items()):
            found.append(DemoCategory(child, name, top, "", "", place))
    return tuple(found)


@cache
def products() -> tuple[DemoProduct, ...]:
    """All products with their variants, in the order of the tables."""
    return assort(rows(), {seller.key: seller.slug for seller in sellers()})


@cache
def shoppers() -> tuple[DemoShopper, ...]:
    """Shoppers with an account; the first is the login to try the market with."""
    return tuple(DemoShopper(**entry) for entry in table("shoppers")["shopper"])


def _seller(entry: dict) -> DemoSeller:
    return DemoSeller(
        key=entry["key"],
        slug=slug(entry["name"]),
        name=entry["name"],
        country=entry["country"],
        town=entry["town"],
        stall_colour=entry["colour"],
        about=entry["about"],
        ships_in_days=entry["ships_in_days"],
        return_days=entry["return_days"],
        home_rate_minor=entry["home"] * 100,
        abroad_rate_minor=entry["abroad"] * 100,
        free_from_minor=entry["free_from"] * 100,
        home_days=tuple(entry["home_days"]),
        abroad_days=tuple(entry["abroad_days"]),
        vat_bp=entry.get("vat_bp", 0),
    )
