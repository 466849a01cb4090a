"""What the carriers do not take (C12): the one rule that the product page and the cart both ask."""

from decimal import Decimal

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ..models import Variant

POUND = Decimal("453.59237")
INCH = Decimal("25.4")
# From here on a thing travels in a package of its own, and a parcel is at most PIECES_MAX packages; smaller things
# share a package, so ten mugs are no ten packages.
BULKY_GRAMS = 30_000
BULKY_MM = 1_200


def why_not_deliverable(variant: Variant, quantity: int) -> str | None:
    """A sentence with the exact limit when so many pieces cannot go as a parcel; None when they can.

    A piece of unknown weight counts as a standard parcel and is never refused for its weight. What needs no
    delivery is never refused.
    """
    if not variant.requires_shipping or variant.product.is_digital:
        return None
    longest = max(variant.length_mm or 0, variant.width_mm or 0, variant.height_mm or 0)
    grams = variant.weight_grams or 0
    if longest > settings.SIDE_MAX_MM:
        return _("One side is %(side)s long. Parcels may be %(limit)s long at most: ask for a quote.") % {
            "side": _metres(longest),
            "limit": _metres(settings.SIDE_MAX_MM),
        }
    if grams > settings.PIECE_MAX_GRAMS:
        return _("One piece weighs %(weight)s. A piece may weigh %(limit)s at most: ask for a quote.") % {
            "weight": _kilograms(grams),
            "limit": _kilograms(settings.PIECE_MAX_GRAMS),
        }
    if grams * quantity > settings.PARCEL_MAX_GRAMS:
        return _("%(n)d of these weigh %(weight)s. A parcel may weigh %(limit)s at most: ask for a quote.") % {
            "n": quantity,
            "weight": _kilograms(grams * quantity),
            "limit": _kilograms(settings.PARCEL_MAX_GRAMS),
        }
    return _too_many_packages(variant, quantity, is_bulky=grams > BULKY_GRAMS or longest > BULKY_MM)


def most_deliverable(variant: Variant) -> int:
    """How many pieces of one variant may be ordered at once; 0 when not even one can be sent."""
    low, high = 0, settings.LINE_QUANTITY_LIMIT
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if why_not_deliverable(variant, middle) is None else (low, middle - 1)
    return low


def _too_many_packages(variant: Variant, quantity: int, *, is_bulky: bool) -> str | None:
    packages = variant.product.packages * quantity
    if packages > quantity and packages > settings.PIECES_MAX:
        return _("%(n)d of these are %(packages)d packages. A parcel may have %(most)d at most: ask for a quote.") % {
            "n": quantity,
            "packages": packages,
            "most": settings.PIECES_MAX,
        }
    if quantity > settings.PIECES_MAX and is_bulky:
        return _("Each of these is a package of its own. A parcel may have %(n)d at most: ask for a quote.") % {
            "n": settings.PIECES_MAX
        }
    return None


def _kilograms(grams: int) -> str:
    """`90.7 kg (200 lb)`."""
    kilograms, pounds = Decimal(grams) / 1000, Decimal(grams) / POUND
    return f"{number_format(round(kilograms, 1))} kg ({number_format(round(pounds))} lb)"


def _metres(millimetres: int) -> str:
    """`3.05 m (120 in)`."""
    return f"{number_format(round(Decimal(millimetres) / 1000, 2))} m ({number_format(round(millimetres / INCH))} in)"
