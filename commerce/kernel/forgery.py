"""No other site sends our forms: the browser says where a request comes from, or the form holds a token.

Every browser of the last years sends `Origin` with a form, and newer ones `Sec-Fetch-Site`; no page of another site can
write these headers. So the pages of the shop hold no tokens, and one page can be the same for everybody. A browser that
does not tell its origin is refused once, and from then on gets pages with tokens in them. The pages of staff have them
always.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse

from .page_cache.shared import is_shared

YEAR = 60 * 60 * 24 * 365


class SameOrigin(CsrfViewMiddleware):
    """Django's protection, which takes the browser's word for a token."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], values: dict[str, Any]
    ) -> HttpResponseForbidden | None:
        if comes_from_us(request):
            return None
        return super().process_view(request, view, args, values)


def comes_from_us(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this."""
    origin = request.META.get("HTTP_ORIGIN")
    if origin is None or request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
        return False
    return origin in settings.CSRF_TRUSTED_ORIGINS or origin == f"{request.scheme}://{request.get_host()}"


def needs_token(request: HttpRequest) -> bool:
    """Whether the forms of this page shall hold a token."""
    is_old = settings.FORMS_COOKIE in request.COOKIES
    return not is_shared(request) and (is_old or request.path.startswith(reverse("admin:index")))


def ask_for_token(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Have a browser that tells no origin get pages of its own from now on, with the token in their forms."""
    if "HTTP_ORIGIN" not in request.META:
        response.set_cookie(
            settings.FORMS_COOKIE, "1", max_age=YEAR, httponly=True, secure=settings.SITE_IS_HTTPS, samesite="Lax"
        )
    return response
