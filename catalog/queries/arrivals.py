"""How soon a stall's goods arrive at home: working days from the order to the last day of arrival."""

from django.conf import settings
from django.db.models import F, OuterRef, Q, Subquery

from vendors.sellers.models import Seller
from vendors.shipping.models import DeliveryRate

WITHIN = (3, 7, 14)
# The same sum for the facet's counts: stalls(id, days).
STALL_DAYS = """
SELECT s.id, s.dispatch_days + r.days_max AS days
  FROM sellers_seller s
  JOIN shipping_deliveryrate r ON r.seller_ref = s.public_id AND r.country = %s AND r.area_id IS NULL"""


def arrives_within(days: int) -> Q:
    """Products that are at the door of the shop's own country after so many working days at most, and downloads.

    The line of the whole country counts: a stall that only delivers to some areas promises nothing here.
    """
    home = DeliveryRate.objects.filter(
        seller_ref=OuterRef("public_id"), country=settings.SHOP_COUNTRY, area__isnull=True
    )
    quick = Seller.objects.annotate(days=F("dispatch_days") + Subquery(home.values("days_max")[:1]))
    return Q(is_digital=True) | Q(seller__in=quick.filter(days__lte=days).values("pk"))
