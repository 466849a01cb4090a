"""When in the year a product is offered (C12): the one rule that the page, the cart and the order ask.

The first and the last day are within the season; days are those of the shop's time zone.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.kernel.clock import database_now

from ..models import Product

# What stands for the units that can be had while it is out of season: none, and lists can say why.
OUT_OF_SEASON = -1
LEAP_YEAR = 2000


def is_over(product: Product, *, now: datetime) -> bool:
    """Whether the product is out of season; what has none never is."""
    if product.season_from is None or product.season_to is None:
        return False
    today = timezone.localdate(now)
    first, last, day = product.season_from, product.season_to, today.month * 100 + today.day
    return not (first <= day <= last if first <= last else day >= first or day <= last)


def returns_on(product: Product, *, now: datetime) -> date:
    """The first day of the next season of a product that has one."""
    today, start = timezone.localdate(now), divmod(product.season_from or 101, 100)
    this_year = date(today.year, *start)
    return this_year if this_year > today else date(today.year + 1, *start)


def why_not(product: Product, *, now: datetime | None = None) -> str:
    """Why it cannot be had today and when it is back; empty in season. `now` is asked of the database when it is not
    given, and only for goods of a season."""
    if product.season_from is None:
        return ""
    now = now or database_now()
    if not is_over(product, now=now):
        return ""
    back = date_format(returns_on(product, now=now), "j F Y")
    return _("Out of season. It is back on %(day)s.") % {"day": back}


def season_text(product: Product) -> str:
    """`Sold from 1 November to 6 January`; empty for what is sold all year."""
    if product.season_from is None or product.season_to is None:
        return ""
    return _("Sold from %(first)s to %(last)s") % {
        "first": day_text(product.season_from),
        "last": day_text(product.season_to),
    }


def day_text(day: int) -> str:
    """`1 November`, from month * 100 + day."""
    return date_format(date(LEAP_YEAR, *divmod(day, 100)), "j F")
