"""Which zone of each seller a place lies in, with the zone's services, in one statement."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from commerce.accounts.models import Area
from commerce.kernel.prepared import Prepared

from ..models import Rate, ZonePlace

# Area trees are at most three levels deep; each step up is less exact, the whole country least.
STEPS = ("pk", "parent_id", "parent__parent_id")
RATE = "zone__rates__"
COLUMNS = tuple(field.attname for field in Rate._meta.concrete_fields)
ORDER = ("nearness", "zone__position", "zone_id", "zone__rates__position", "zone__rates__id")


@dataclass(frozen=True)
class Found:
    """The zone that decides for a place, with its services in the order of its table; perhaps none."""

    zone_id: int
    name: str
    by_air: bool
    rates: tuple[Rate, ...] = ()


def zones_for(*, seller_refs: list[str], country: str, area_id: int | None) -> dict[str, Found]:
    """By seller, the zone that the area (or the whole country, while no area is known) lies in.

    A seller without an entry has no zone there.
    """
    found: dict[str, Found] = {}
    values: dict[str, Any] = {f"ref{place}": ref for place, ref in enumerate(seller_refs)} | {"country": country}
    values |= {} if area_id is None else {"area_id": area_id}
    for row in _asked(len(seller_refs), area_id is not None).ask(**values):
        zone = Found(row["zone_id"], row["zone__name"], row["zone__by_air"])
        known = found.setdefault(row["zone__seller_ref"], zone)  # the most exact zone comes first
        rate = Rate(**{name: row[RATE + name] for name in COLUMNS})
        if known.zone_id == zone.zone_id and rate.pk and rate not in known.rates:
            found[row["zone__seller_ref"]] = replace(known, rates=(*known.rates, rate))
    return found


@lru_cache
def _asked(stalls: int, has_area: bool) -> Prepared[dict[str, Any]]:
    """The statement for so many stalls and a place."""
    kinds = {f"ref{place}": str for place in range(stalls)} | {"country": str}
    return Prepared(_lines, **kinds, **({"area_id": int} if has_area else {}))


def _lines(*, country: str, area_id: int | None = None, **refs: str) -> QuerySet[ZonePlace, dict[str, Any]]:
    """Every place that holds the area, the most exact first, once for each service of its zone."""
    here = Area.objects.filter(pk=area_id)  # type: ignore[misc]
    steps = [Q(area_id__in=here.values(step)) for step in STEPS] if area_id is not None else []
    holds = Q(area=None)
    for step in steps:
        holds |= step
    nearness = Case(
        *(When(step, then=Value(place)) for place, step in enumerate(steps)),
        default=Value(len(STEPS)),
        output_field=IntegerField(),
    )
    places = ZonePlace.objects.filter(holds, zone__seller_ref__in=refs.values(), country=country)
    names = ("zone__seller_ref", "zone_id", "zone__name", "zone__by_air", *(RATE + name for name in COLUMNS))
    return places.annotate(nearness=nearness).order_by(*ORDER).values(*names)
