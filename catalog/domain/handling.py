"""Which odd goods there can be (C12): dangerous ones, those of several packages, those of a season."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from ..models import Product
from ..models.handling import Hazard

# A season that began on 29 February would begin in one year of four.
COMMON_YEAR = 2001


class HandlingWrong(Refused):
    """`details["field"]` is the column that the words are about."""

    code = "handling_wrong"


def check(product: Product) -> None:
    """Raises HandlingWrong when the four columns of Handling do not make sense."""
    if product.hazard not in Hazard.values:
        raise HandlingWrong(_("Choose one of the kinds of danger."), field="hazard")
    if not 1 <= (product.packages or 0) <= settings.PIECES_MAX:
        words = _("One piece travels in 1 to %(most)d packages.") % {"most": settings.PIECES_MAX}
        raise HandlingWrong(words, field="packages")
    if product.is_digital and (product.hazard or product.packages > 1):
        field = "hazard" if product.hazard else "packages"
        raise HandlingWrong(_("A download travels in no parcel: leave this as it is."), field=field)
    _check_season(product)


def _check_season(product: Product) -> None:
    if (product.season_from is None) != (product.season_to is None):
        field = "season_to" if product.season_to is None else "season_from"
        raise HandlingWrong(_("A season has a first and a last day. Give both, or neither."), field=field)
    for field in ("season_from", "season_to"):
        if (day := getattr(product, field)) is not None and not is_day(day):
            raise HandlingWrong(_("There is no such day in every year."), field=field)


def is_day(day: int) -> bool:
    """Whether month * 100 + day is a day of every year."""
    try:
        date(COMMON_YEAR, *divmod(day, 100))
    except ValueError:
        return False
    return True
