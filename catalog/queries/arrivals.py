"""How soon a stall's goods arrive at home: working days from the order to the last day of arrival."""

from django.db.models import F, OuterRef, Q

from vendors.sellers.models import Seller
from vendors.shipping.queries.home import HOME, days_to_home

WITHIN = (3, 7, 14)
# The same sum for the facet's counts: stalls(id, days).
STALL_DAYS = f"""
SELECT s.id, s.dispatch_days + home.days_max AS days
  FROM sellers_seller s JOIN ({HOME}) home ON home.seller_ref = s.public_id"""


def arrives_within(days: int) -> Q:
    """Products that are at the door of the shop's own country after so many working days at most, and downloads.

    The zone of the whole country counts: a stall that only delivers to some areas promises nothing here.
    """
    quick = Seller.objects.annotate(days=F("dispatch_days") + days_to_home(OuterRef("public_id"), whole=True))
    return Q(is_digital=True) | Q(seller__in=quick.filter(days__lte=days).values("pk"))
