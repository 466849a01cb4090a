"""The area picker: one list, grouped, kept in the cache; without the cache it comes from the database."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.kernel.cached import kept, until_edit

from ..models import Area

CACHE_SECONDS = 3600
COUNTRIES = [("GY", _("Guyana")), ("BD", _("Bangladesh"))]
# What one select shows: ((group's name, ((area id, name), …)), …)
Groups = tuple[tuple[str, tuple[tuple[int, str], ...]], ...]


def countries() -> list[tuple[str, Any]]:
    """Countries that have an area tree: (code, name)."""
    return COUNTRIES


def country_name(code: str) -> str:
    """The name of a country with an area tree, the code of any other."""
    return str(dict(COUNTRIES).get(code, code))


def grouped(country: str) -> Groups:
    """Choices for one select, grouped by parent. Only an area without children is a choice."""
    return kept(kept_as(country), lambda: _grouped(country), seconds=CACHE_SECONDS, empty=1)


def kept_as(country: str) -> str:
    """The cache's key of a country's list."""
    return f"area-groups:{country}"


def names(country: str) -> dict[int, str]:
    """The areas that a parcel can go to, by id."""
    return {key: name for _group, choices in grouped(country) for key, name in choices}


def find(country: str, area_id: int) -> Area | None:
    """An area of the country, with those that it lies in."""
    rows = until_edit(f"area:{area_id}", lambda: _with_parents(area_id), seconds=CACHE_SECONDS)
    return next((row for row in rows if row.country == country), None)


def _with_parents(area_id: int) -> list[Area]:
    return list(Area.objects.filter(pk=area_id).select_related("parent__parent"))


def _grouped(country: str) -> Groups:
    rows = list(Area.objects.filter(country=country).order_by("position", "name"))
    parents = {row.parent_id for row in rows}
    names = {row.pk: row.name for row in rows}
    groups: dict[int | None, list[tuple[int, str]]] = {}
    for row in rows:
        if row.pk not in parents:
            groups.setdefault(row.parent_id, []).append((row.pk, _label(row)))
    return tuple((names[parent] if parent else "", tuple(choices)) for parent, choices in groups.items())


def _label(area: Area) -> str:
    return f"{area.name} ({area.local_name})" if area.local_name else area.name
