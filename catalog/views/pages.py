"""Plain pages, what robots may read, light or dark."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from commerce.kernel.context import THEMES

from ..domain import seen as seen_things

YEAR = 60 * 60 * 24 * 365
CLOSED_TO_ROBOTS = ("/account/", "/api/", "/cart/", "/checkout/", "/lists/", "/orders/", "/search/", "/staff/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS)]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


# A colour scheme is worth no token: the worst that another site could do with it is to switch on the light.
@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keeps the choice in a cookie that the server reads and scripts may change; "" follows the system again."""
    response = HttpResponseRedirect(_back(request))
    wanted = request.POST.get("theme", "")
    if wanted in THEMES:
        response.set_cookie("theme", wanted, max_age=YEAR, samesite="Lax", secure=settings.SITE_IS_HTTPS)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Forget what this browser looked at."""
    response = HttpResponseRedirect(_back(request))
    seen_things.forget(response)
    return response


def _back(request: HttpRequest) -> str:
    """The page the press came from, when it is one of ours."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    path = f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
    is_ours = came_from.netloc == request.get_host() and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else reverse("catalog:home")
