"""Where a visitor's parcels would go, before any address is typed: the first guess of pages, cart and checkout.

A choice is kept in a cookie that names a country and an area and nothing of the person. Without one a member's
default address counts, and for everybody else the whole of the shop's country.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ..queries import areas
from . import addresses

KEY = "place"
YEAR = 60 * 60 * 24 * 365


@dataclass(frozen=True)
class Place:
    """`name` is that of the area, or of the country while no area is chosen."""

    country: str
    area_id: int | None
    name: str


def place_of(request: HttpRequest) -> Place:
    """The visitor's place. No statement while the list of areas is cached; one for a member without a choice."""
    known: Place | None = getattr(request, "delivery_place", None)
    if known is None:
        known = _chosen(request.COOKIES.get(KEY, "")) or _of_member(request) or whole(settings.SHOP_COUNTRY)
        request.delivery_place = known  # type: ignore[attr-defined]
    return known


def whole(country: str) -> Place:
    return Place(country, None, areas.country_name(country))


def choose(response: HttpResponse, *, country: str, area_id: int | None) -> HttpResponse:
    """Keep a choice that the picker has checked."""
    value = f"{country}.{area_id or ''}"
    response.set_cookie(KEY, value, max_age=YEAR, httponly=True, secure=settings.SITE_IS_HTTPS, samesite="Lax")
    return response


def _chosen(cookie: str) -> Place | None:
    """The place of a cookie; None for one that means no place of ours."""
    country, _dot, area = cookie[:20].partition(".")
    if country not in dict(areas.countries()):
        return None
    if not area:
        return whole(country)
    names = areas.names(country)
    return Place(country, int(area), names[int(area)]) if area.isdecimal() and int(area) in names else None


def _of_member(request: HttpRequest) -> Place | None:
    saved = addresses.default_of(request.user) if request.user.is_authenticated else None
    return Place(saved.area.country, saved.area_id, saved.area.name) if saved else None
