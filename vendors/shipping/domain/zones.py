"""Writing a seller's delivery table."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from commerce.accounts.models import Area

from ..models import Rate, Zone, ZonePlace


@dataclass(frozen=True)
class Service:
    """A service of a zone. Amounts in minor units of `currency`, weights in grams, days are working days."""

    name: str
    price_minor: int
    currency: str
    days_min: int
    days_max: int
    included_grams: int = 0
    per_kg_minor: int | None = None
    max_grams: int | None = None
    max_goods_minor: int | None = None
    free_from_minor: int | None = None


def open_zone(
    *,
    seller_ref: str,
    name: str,
    services: Sequence[Service],
    countries: Sequence[str] = (),
    areas: Sequence[Area] = (),
    by_air: bool = False,
) -> Zone:
    """A new zone at the end of the seller's table: whole `countries`, `areas` with everything below them.

    Raises IntegrityError for a second zone of that name, or two services of one name.
    """
    with transaction.atomic():
        position = Zone.objects.filter(seller_ref=seller_ref).count()
        zone = Zone.objects.create(seller_ref=seller_ref, name=name, position=position, by_air=by_air)
        places = [ZonePlace(zone=zone, country=country) for country in countries]
        places += [ZonePlace(zone=zone, country=area.country, area=area) for area in areas]
        ZonePlace.objects.bulk_create(places)
        Rate.objects.bulk_create(_rate(zone, service, place) for place, service in enumerate(services))
    return zone


def _rate(zone: Zone, service: Service, position: int) -> Rate:
    values = asdict(service)
    return Rate(zone=zone, service=values.pop("name"), position=position, **values)
