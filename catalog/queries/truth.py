"""The one plain line about getting a thing: sold out, few left, when it arrives. Pure functions."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

FEW = 5


@dataclass(frozen=True)
class Truth:
    """`kind` is one of arrives, low, soldout, digital, info: it picks the drawing beside the words."""

    kind: str
    text: str


def truth(*, available: int, is_digital: bool, arrives: date | None, has_price: bool = True) -> Truth | None:
    """The most useful sentence about a product in a list. `available` is below zero out of season; `arrives` is the
    last day of arrival at home, None when the seller does not deliver there."""
    if not has_price:
        return Truth("info", _("Ask the stall for the price"))
    if available <= 0:
        return Truth("soldout", _("Out of season") if available < 0 else _("Sold out"))
    if is_digital:
        return Truth("digital", _("Download at once"))
    if available <= FEW:
        return Truth("low", _("%(n)d left") % {"n": available})
    if arrives is None:
        return None
    return Truth("arrives", _("Arrives %(day)s") % {"day": day_text(arrives)})


def stock(*, available: int, is_digital: bool) -> Truth:
    """What the product page says of the chosen variant."""
    if available <= 0:
        return Truth("soldout", _("Out of season") if available < 0 else _("Sold out"))
    if is_digital:
        return Truth("digital", _("Download at once, after paying"))
    if available <= FEW:
        return Truth("low", _("%(n)d left") % {"n": available})
    return Truth("arrives", _("In stock"))


def day_text(day: date) -> str:
    """`Thu 26 Nov`."""
    return date_format(day, "D j M")
