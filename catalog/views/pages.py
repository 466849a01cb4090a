"""What every page may ask for: light or dark, what this browser looked at."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from commerce.kernel.context import THEMES
from commerce.kernel.way_back import way_back

from ..domain import seen as seen_things
from ..queries.seen import seen_cards

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


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def seen(request: HttpRequest) -> HttpResponse:
    """What this browser looked at lately, without the product `but`; for htmx the shelf alone. A POST forgets it."""
    if request.method == "POST":
        response = HttpResponseRedirect(way_back(request, otherwise="catalog:home"))
        seen_things.forget(response)
        return response
    ids = [each for each in seen_things.ids_of(request) if each != request.GET.get("but")]
    template = "catalog/_seen_shelf.html" if request.headers.get("HX-Request") else "catalog/seen.html"
    return render(request, template, {"cards": seen_cards(ids, now=timezone.now())})
