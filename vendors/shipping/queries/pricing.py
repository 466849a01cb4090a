"""The price of one parcel under the services of one zone. Pure functions."""

from dataclasses import dataclass

from commerce.kernel.money import Money

from ..models import Rate
from .matching import Found

KILOGRAM = 1000
# Why a parcel is not taken: no zone, too heavy, goods of too much worth, another currency, dangerous goods by air.
FAR, HEAVY, DEAR, MONEY, AIR = "far", "heavy", "dear", "money", "air"


@dataclass(frozen=True)
class Parcel:
    """What one seller sends: the worth of its goods, their weight, whether dangerous ones are among them, and how
    many packages it travels in: each of them is paid for."""

    goods: Money
    grams: int = 0
    hazardous: bool = False
    packages: int = 1


@dataclass(frozen=True)
class Quote:
    """`price` of one parcel for the goods asked about (zero when they reach `free_from`); days on the road,
    counted without Sundays, after the seller has sent it; the `service` and row of the table that decided."""

    price: Money
    free_from: Money | None
    days_min: int
    days_max: int
    service: str = ""
    rate_id: int | None = None


@dataclass(frozen=True)
class Answer:
    """The services that take a parcel, the cheapest first (then the quickest); without any, `reason` says why.

    `quote` is the one that carts and orders take. A choice of the shopper's would pick another of `options`.
    """

    options: tuple[Quote, ...] = ()
    reason: str = ""
    zone: str = ""

    @property
    def quote(self) -> Quote | None:
        return self.options[0] if self.options else None


def answer(found: Found | None, parcel: Parcel) -> Answer:
    """What a zone says of a parcel."""
    if found is None or not found.rates:
        return Answer(reason=FAR, zone=found.name if found else "")
    if found.by_air and parcel.hazardous:
        return Answer(reason=AIR, zone=found.name)
    reasons = [refusal(rate, parcel) for rate in found.rates]
    taken = [priced(rate, parcel) for rate, reason in zip(found.rates, reasons, strict=True) if not reason]
    if not taken:
        return Answer(reason=reasons[0], zone=found.name)
    return Answer(tuple(sorted(taken, key=lambda each: (each.price.minor, each.days_max))), zone=found.name)


def refusal(rate: Rate, parcel: Parcel) -> str:
    """Why a service does not take the parcel; empty when it does."""
    if rate.currency != parcel.goods.currency:
        return MONEY
    if rate.max_grams is not None and parcel.grams > rate.max_grams:
        return HEAVY
    if rate.max_goods_minor is not None and parcel.goods.minor > rate.max_goods_minor:
        return DEAR
    return ""


def priced(rate: Rate, parcel: Parcel) -> Quote:
    """The quote of a service that takes the parcel: the price, with the weight it includes, once a package; what
    weighs more by the kilogram. Limits are those of everything together."""
    is_free = rate.free_from is not None and parcel.goods >= rate.free_from
    above = kilograms_above(rate, parcel.grams, parcel.packages)
    minor = 0 if is_free else rate.price_minor * parcel.packages + (rate.per_kg_minor or 0) * above
    return Quote(Money(minor, rate.currency), rate.free_from, rate.days_min, rate.days_max, rate.service, rate.pk)


def kilograms_above(rate: Rate, grams: int, packages: int = 1) -> int:
    """Kilograms begun above the weight that the price of so many packages includes."""
    return -(-max(grams - rate.included_grams * packages, 0) // KILOGRAM)
