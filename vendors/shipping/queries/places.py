"""Places as staff choose them for a zone: whole countries, regions, towns. A place is written "GY" or "GY.12"."""

from typing import Any

from commerce.accounts.models import Area
from commerce.accounts.queries import areas

INDENT = "– "
# Countries without an area tree that parcels may go to as a whole.
ABROAD = ("TT", "BB", "US", "CA", "GB")


def key(country: str, area_id: int | None) -> str:
    return f"{country}.{area_id}" if area_id else country


def read(place: str) -> tuple[str, int | None]:
    """Country and area of a place that came from `choices`."""
    country, _dot, area = place.partition(".")
    return country, int(area) if area else None


def choices() -> list[tuple[str, Any]]:
    """Every place, each area below its parent. One statement."""
    below: dict[tuple[str, int | None], list[Area]] = {}
    for area in Area.objects.order_by("position", "name"):
        below.setdefault((area.country, area.parent_id), []).append(area)
    found: list[tuple[str, Any]] = []
    for country, name in areas.countries():
        found.append((country, name))
        found += _branch(below, country, None, 1)
    return [*found, *((country, country) for country in ABROAD)]


def _branch(
    below: dict[tuple[str, int | None], list[Area]], country: str, parent: int | None, depth: int
) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for area in below.get((country, parent), []):
        found.append((key(country, area.pk), f"{INDENT * depth}{area.name}"))
        found += _branch(below, country, area.pk, depth + 1)
    return found
