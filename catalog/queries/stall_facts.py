"""What lists need to know of each open stall, kept in the cache for half a minute."""

from dataclasses import dataclass

from commerce.kernel import cached
from commerce.kernel.addresses import address
from commerce.kernel.cached import kept
from vendors.sellers.models import Seller
from vendors.sellers.models.seller import SellerState
from vendors.shipping.queries.home import Home, countries, homes

KEY = "catalog:stalls:2"
SECONDS = 30


@dataclass(frozen=True)
class Stall:
    """`home_days`: working days from the order to the door anywhere in the shop's own country (None: not everywhere);
    `road_days`: without the stall's own days, there or to some areas of it. `countries` are those it delivers to."""

    id: int
    name: str
    slug: str
    colour: int
    dispatch_days: int
    road_days: int | None
    home_days: int | None
    countries: frozenset[str]

    def __hash__(self) -> int:
        return hash(self.slug)

    @property
    def url(self) -> str:
        return address("catalog:seller", self.slug)

    def delivers_to(self, country: str) -> bool:
        return country in self.countries

    def arrives_within(self, days: int) -> bool:
        """Whether its parcels are at the door in the shop's own country after so many working days at most."""
        return self.home_days is not None and self.home_days <= days


def stalls() -> dict[int, Stall]:
    """Open stalls by id. No statement while the cache is warm, three when it is cold."""
    return kept(KEY, _read, seconds=SECONDS)


def forget() -> None:
    """For whoever changes a stall or what it delivers."""
    cached.forget(KEY)


def _read() -> dict[int, Stall]:
    near, reached = homes(), countries()
    columns = ("pk", "name", "slug", "stall_colour", "dispatch_days", "public_id")
    rows = Seller.objects.filter(state=SellerState.APPROVED).values_list(*columns)
    return {
        pk: Stall(pk, name, slug, colour, days, *_days(near.get(ref), days), frozenset(reached.get(ref, ())))
        for pk, name, slug, colour, days, ref in rows
    }


def _days(home: Home | None, own: int) -> tuple[int | None, int | None]:
    if home is None:
        return None, None
    return home.nearest, None if home.whole is None else own + home.whole
