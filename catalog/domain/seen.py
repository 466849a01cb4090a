"""What a browser looked at lately: public ids in a cookie of its own, newest first. Nothing is written elsewhere."""

from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from commerce.kernel.ids import is_id

KEY = "seen"
MOST = 12
SECONDS = 60 * 60 * 24 * 30


def ids_of(request: HttpRequest) -> list[str]:
    """Public ids of products, newest first; what is none is passed over."""
    return _ids(request.COOKIES.get(KEY, ""))


def remember(response: HttpResponseBase, *, request: HttpRequest, product: str) -> None:
    """Put a product (public id) first; once it stands there, nothing is sent."""
    known = ids_of(request)
    if known[:1] != [product]:
        _keep(response, ".".join(_with_first(known, product)))


def shown_again(product: str, cookies: Mapping[str, str]) -> list[tuple[str, str]]:
    """The header that puts a product first whose page was kept; none when it stands there."""
    known = _ids(cookies.get(KEY, ""))
    if not product or known[:1] == [product]:
        return []
    return [("Set-Cookie", _sent(".".join(_with_first(known, product))))]


def forget(response: HttpResponseBase) -> None:
    response.delete_cookie(KEY, samesite="Lax")


def _ids(cookie: str) -> list[str]:
    raw = cookie[: MOST * 40].split(".")
    return [each for each in dict.fromkeys(raw) if is_id(each, "prd")][:MOST]


def _with_first(known: list[str], product: str) -> list[str]:
    return [product, *(each for each in known if each != product)][:MOST]


def _keep(response: HttpResponseBase, value: str) -> None:
    response.set_cookie(KEY, value, max_age=SECONDS, httponly=True, secure=settings.SITE_IS_HTTPS, samesite="Lax")


@lru_cache(maxsize=4096)
def _sent(value: str) -> str:
    """The cookie as a header says it: without the date of its end, which would not be true of the next visitor."""
    response = HttpResponse()
    _keep(response, value)
    response.cookies[KEY]["expires"] = ""
    return response.cookies[KEY].OutputString()
