"""The delivery tables of the demo market: home, abroad, the town next door, and the hinterland by air."""

from commerce.accounts.models import Area
from commerce.accounts.queries.areas import country_name
from vendors.sellers.models import Seller
from vendors.shipping.domain.zones import Service, open_zone

from . import market
from .market import DemoSeller

ABROAD = ("GY", "BD", "TT", "BB", "US", "CA", "GB")
# Regions of Guyana that parcels fly to, and the town where a bicycle brings them on the same day.
HINTERLAND = ("GY-1", "GY-7", "GY-8", "GY-9")
TOWN = "GY-4-georgetown"
# A stall at home in the hinterland needs no aeroplane; one does not send there at all.
OF_THE_HINTERLAND, NEVER_FLIES = "rup", "sea"
AIR_MINOR_A_KG, AIR_GRAMS, AIR_MOST_GRAMS = 40_000, 1_000, 25_000


def load_zones(sellers: dict[str, Seller]) -> None:
    """The home country at the home price, the others at the price abroad; free delivery only at home."""
    areas = {area.code: area for area in Area.objects.filter(code__in=[*HINTERLAND, TOWN])}
    for demo in market.sellers():
        ref = sellers[demo.slug].public_id
        open_zone(seller_ref=ref, name=country_name(demo.country), countries=[demo.country], services=[_home(demo)])
        abroad = [country for country in ABROAD if country != demo.country]
        far = _service("Airmail", demo.abroad_rate_minor, demo.abroad_days)
        open_zone(seller_ref=ref, name="Abroad", countries=abroad, services=[far], by_air=True)
        if demo.country == "GY":
            _near_and_far(demo, ref, areas)


def _near_and_far(demo: DemoSeller, ref: str, areas: dict[str, Area]) -> None:
    if demo.town == "Georgetown" and TOWN in areas:
        services = [_home(demo), _service("Same day by bicycle", 2 * demo.home_rate_minor, (0, 0), max_grams=8_000)]
        open_zone(seller_ref=ref, name="Georgetown", areas=[areas[TOWN]], services=services)
    regions = [areas[code] for code in HINTERLAND if code in areas]
    if regions and demo.key != OF_THE_HINTERLAND:
        services = [] if demo.key == NEVER_FLIES else [_air(demo)]
        open_zone(seller_ref=ref, name="Hinterland", areas=regions, services=services, by_air=True)


def _home(demo: DemoSeller) -> Service:
    return _service("Standard", demo.home_rate_minor, demo.home_days, free_from_minor=demo.free_from_minor)


def _air(demo: DemoSeller) -> Service:
    first, last = demo.home_days
    return _service(
        "By air", 3 * demo.home_rate_minor, (first + 2, last + 5),
        included_grams=AIR_GRAMS, per_kg_minor=AIR_MINOR_A_KG, max_grams=AIR_MOST_GRAMS,
    )  # fmt: skip


def _service(name: str, price_minor: int, days: tuple[int, int], **more: int | None) -> Service:
    return Service(name, price_minor, "GYD", days_min=days[0], days_max=days[1], **more)  # type: ignore[arg-type]
