"""The area picker: one list, grouped, kept in the cache; without the cache it comes from the database."""

from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from ..models import Area

CACHE_SECONDS = 3600
COUNTRIES = [("GY", _("Guyana")), ("BD", _("Bangladesh"))]


def countries() -> list[tuple[str, Any]]:
    """Countries that have an area tree."""
    return COUNTRIES


def grouped(country: str) -> list[tuple[str, list[tuple[int, str]]]]:
    """Choices for one select: (parent's name, [(area id, name) …]) …; an area without children is a choice."""
    key = f"areas:{country}"
    known = cache.get(key)
    if known is None:
        known = _grouped(country)
        if known:
            cache.set(key, known, CACHE_SECONDS)
    return known


def _grouped(country: str) -> list[tuple[str, list[tuple[int, str]]]]:
    rows = list(Area.objects.filter(country=country).order_by("position", "name"))
    parents = {row.parent_id for row in rows}
    by_id = {row.pk: row for row in rows}
    groups: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        if row.pk not in parents:
            group = by_id[row.parent_id].name if row.parent_id else str(_("Other places"))
            groups.setdefault(group, []).append((row.pk, row.local_name and f"{row.name} ({row.local_name})" or row.name))
    return list(groups.items())
