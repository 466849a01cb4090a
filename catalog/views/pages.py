"""Light or dark."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from commerce.kernel.context import THEMES
from commerce.kernel.way_back import way_back

from ..domain import seen as seen_things

YEAR = 60 * 60 * 24 * 365


# A colour scheme is worth no token: the worst that another site could do with it is to switch on the light.
@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keeps the choice in a cookie that the server reads and scripts may change; "" follows the system again."""
    response = HttpResponseRedirect(way_back(request, otherwise="catalog:home"))
    wanted = request.POST.get("theme", "")
    if wanted in THEMES:
        response.set_cookie("theme", wanted, max_age=YEAR, samesite="Lax", secure=settings.SITE_IS_HTTPS)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Forget what this browser looked at."""
    response = HttpResponseRedirect(way_back(request, otherwise="catalog:home"))
    seen_things.forget(response)
    return response
