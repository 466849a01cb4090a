"""Days to the shop's own country, for lists of products: one expression, one statement's worth of SQL.

The zone with the whole country counts, and in it the cheapest service, which is the one that a cart takes.
"""

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Subquery

from ..models import Rate, ZonePlace

# Sellers with the days to the whole of a country (one parameter): home(seller_ref, days_max).
HOME = """
SELECT DISTINCT ON (z.seller_ref) z.seller_ref, r.days_max
  FROM shipping_zone z
  JOIN shipping_zoneplace p ON p.zone_id = z.id AND p.country = %s AND p.area_id IS NULL
  JOIN shipping_rate r ON r.zone_id = z.id
 ORDER BY z.seller_ref, z.position, z.id, r.price_minor, r.days_max, r.id"""
BEST = ("zone__position", "zone_id", "price_minor", "days_max", "pk")


def days_to_home(seller_ref: OuterRef, *, whole: bool = False) -> Subquery:
    """The longest days on the road of the outer row's seller; NULL when it does not deliver at home.

    A seller that only delivers to some areas counts with the days there, unless the `whole` country is asked for.
    """
    home = Rate.objects.filter(zone__seller_ref=seller_ref, zone__places__country=settings.SHOP_COUNTRY)
    if whole:
        home = home.filter(zone__places__area=None)
    nearest = F("zone__places__area").asc(nulls_first=True)
    return Subquery(home.order_by(nearest, *BEST).values("days_max")[:1])


def reaching(seller_ref: OuterRef, *, country: str) -> Exists:
    """Whether the outer row's seller delivers anywhere in the country."""
    return Exists(ZonePlace.objects.filter(zone__seller_ref=seller_ref, country=country, zone__rates__isnull=False))
