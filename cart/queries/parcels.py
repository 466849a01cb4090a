"""What one stall sends of a cart, as its delivery table asks."""

from catalog.queries.packages import packages_of
from commerce.kernel.money import total
from vendors.shipping.queries.rates import Parcel

from .shapes import Line


def parcel(lines: list[Line], currency: str) -> Parcel:
    """Its downloads count for "free from": they are bought at the same stall."""
    return Parcel(
        total((line.total for line in lines), currency),
        sum(line.grams for line in lines),
        hazardous=any(line.hazard for line in lines),
        packages=max(packages_in(lines), 1),
    )


def packages_in(lines: list[Line]) -> int:
    return packages_of((line.packages, line.quantity) for line in lines if line.needs_parcel)
