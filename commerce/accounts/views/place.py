"""Choosing the area that delivery is told for, by anybody, with or without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commerce.kernel.way_back import way_on

from ..domain import delivery_place
from ..forms.place import PlaceForm
from ..queries import areas


@require_http_methods(["GET", "POST"])
@never_cache
def place(request: HttpRequest) -> HttpResponse:
    """A page of its own, or its form alone for a page that opens it in place. `next` is where to go on."""
    here = delivery_place.place_of(request)
    country = _country(request, here.country)
    chosen = here.area_id if country == here.country else None
    form = PlaceForm(request.POST or None, country=country, initial={"area": chosen})
    on = way_on(request, otherwise="catalog:home")
    if request.method == "POST" and form.is_valid():
        return delivery_place.choose(redirect(on), country=country, area_id=form.cleaned_data["area"])
    words = {
        "form": form,
        "country": country,
        "next": on,
        "countries": [(code, name, code == country) for code, name in areas.countries()],
    }
    template = "accounts/_place_form.html" if request.headers.get("HX-Request") else "accounts/place.html"
    return render(request, template, words, status=422 if form.errors else 200)


def _country(request: HttpRequest, known: str) -> str:
    asked = request.POST.get("country") or request.GET.get("country") or ""
    return asked if asked in dict(areas.countries()) else known
