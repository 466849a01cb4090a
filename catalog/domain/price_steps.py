"""Bulk prices as a stall may set them: more pieces, a lower price."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused
from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text

from ..models import Variant
from ..queries.bulk_prices import step_minor

MOST = 6


class StepsWrong(Refused):
    """Bulk prices that do not rise in number and fall in price."""

    code = "price_steps_wrong"


def check_steps(variant: Variant, steps: list[dict[str, Any]]) -> None:
    """Raises StepsWrong unless the steps fit the variant's price (not saved, not changed here)."""
    if len(steps) > MOST:
        raise StepsWrong(_("At most %(most)d bulk prices.") % {"most": MOST})
    pieces, minor = 1, variant.price_minor
    for each in steps:
        if each["from"] > settings.LINE_QUANTITY_LIMIT:
            raise StepsWrong(_("One order takes 1 to %(most)s of a thing.") % {"most": settings.LINE_QUANTITY_LIMIT})
        if each["from"] <= pieces:
            raise StepsWrong(_("Each bulk price begins at more pieces than the one before; the first at 2 or more."))
        if not 0 <= step_minor(each, variant) < minor:
            words = _("From %(n)d pieces the price must be below %(money)s.")
            raise StepsWrong(words % {"n": each["from"], "money": money_text(Money(minor, variant.currency))})
        pieces, minor = each["from"], step_minor(each, variant)
