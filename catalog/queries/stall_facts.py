"""What lists need to know of each open stall, kept in the cache for half a minute."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from commerce.kernel.cached import kept
from vendors.sellers.models import Seller
from vendors.sellers.models.seller import SellerState
from vendors.shipping.models import DeliveryRate

KEY = "catalog:stalls:1"
SECONDS = 30


@dataclass(frozen=True)
class Stall:
    """`home_days`: working days from the order to the door in the shop's own country, by the line of the whole country
    (None: no such line); `road_days` the same without the stall's own days. `countries` are those it delivers to."""

    id: int
    name: str
    slug: str
    colour: int
    dispatch_days: int
    road_days: int | None
    countries: frozenset[str]

    @property
    def url(self) -> str:
        return reverse("catalog:seller", args=[self.slug])

    @property
    def home_days(self) -> int | None:
        return None if self.road_days is None else self.dispatch_days + self.road_days


def stalls() -> dict[int, Stall]:
    """Open stalls by id. No statement while the cache is warm, two when it is cold."""
    return kept(KEY, _read, seconds=SECONDS)


def forget() -> None:
    """For whoever changes a stall or what it delivers."""
    cache.delete(KEY)


def _read() -> dict[int, Stall]:
    countries: dict[str, set[str]] = defaultdict(set)
    days: dict[str, int] = {}
    for ref, country, area, most in DeliveryRate.objects.values_list("seller_ref", "country", "area_id", "days_max"):
        countries[ref].add(country)
        if country == settings.SHOP_COUNTRY and area is None:
            days[ref] = most
    rows = Seller.objects.filter(state=SellerState.APPROVED)
    columns = rows.values_list("pk", "name", "slug", "stall_colour", "dispatch_days", "public_id")
    return {
        pk: Stall(pk, name, slug, colour, dispatch, days.get(ref), frozenset(countries[ref]))
        for pk, name, slug, colour, dispatch, ref in columns
    }
