"""What lists need to know of every seller's delivery table: days to the shop's own country, and which countries.

In a zone the cheapest service counts, which is the one that a cart takes.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F

from ..models import Rate, ZonePlace

BEST = ("zone__seller_ref", "zone__position", "zone_id", "price_minor", "days_max", "pk")


@dataclass(frozen=True)
class Home:
    """The longest days on the road at home. `whole`: by the zone with the whole country, None without one; `nearest`:
    that, else to some areas."""

    nearest: int
    whole: int | None


def homes() -> dict[str, Home]:
    """Days at home by seller (public id); a seller that does not deliver there is left out. One statement."""
    rows = Rate.objects.filter(zone__places__country=settings.SHOP_COUNTRY).order_by(
        F("zone__places__area").asc(nulls_first=True), *BEST
    )
    found: dict[str, Home] = {}
    for ref, area, days in rows.values_list("zone__seller_ref", "zone__places__area", "days_max"):
        found.setdefault(ref, Home(days, days if area is None else None))
    return found


def countries() -> dict[str, set[str]]:
    """Countries with a place that is delivered to, by seller (public id). One statement."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = ZonePlace.objects.filter(zone__rates__isnull=False).values_list("zone__seller_ref", "country").distinct()
    for ref, country in rows:
        found[ref].add(country)
    return found
