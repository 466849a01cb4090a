"""Which banners this browser has closed: public ids in a cookie, the latest ones."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "closed_banners"
HALF_A_YEAR = 60 * 60 * 24 * 180
REMEMBERED = 12
SEPARATOR = "."


def closed_by(request: HttpRequest) -> list[str]:
    return [each for each in request.COOKIES.get(COOKIE, "")[:1000].split(SEPARATOR) if each]


def close(request: HttpRequest, response: HttpResponse, public_id: str) -> None:
    kept = [*(each for each in closed_by(request) if each != public_id), public_id][-REMEMBERED:]
    response.set_cookie(
        COOKIE, SEPARATOR.join(kept), max_age=HALF_A_YEAR, samesite="Lax", secure=settings.SITE_IS_HTTPS, httponly=True
    )
