"""A stall's whole delivery table on one page, and a box that tries a parcel against it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from ..models import Zone
from ..queries import places, rates, refusals
from ..queries.rates import Answer, Parcel
from .zone_forms import TrialForm


def page(request: HttpRequest, seller_ref: str, site: Any) -> HttpResponse:
    """GET with a parcel in the address tries it; the row that decided is marked."""
    zones = list(Zone.objects.filter(seller_ref=seller_ref).prefetch_related("rates", "places__area"))
    if not zones:
        raise Http404
    form = TrialForm(request.GET if "place" in request.GET else None)
    found = _tried(seller_ref, form) if form.is_bound and form.is_valid() else None
    context = {
        **site.each_context(request),
        "title": _("Delivery table"),
        "seller_ref": seller_ref,
        "zones": zones,
        "form": form,
        "found": found,
        "deciding": found.quote.rate_id if found and found.quote else None,
        "refusal": refusals.why(found.reason, area="") if found and found.reason else "",
        "opts": Zone._meta,
    }
    return TemplateResponse(request, "admin/shipping/zone/table.html", context, status=422 if form.errors else 200)


def _tried(seller_ref: str, form: TrialForm) -> Answer:
    typed = form.cleaned_data
    country, area_id = places.read(typed["place"])
    parcel = Parcel(typed["goods"], typed["grams"], typed["hazardous"])
    return rates.answers(parcels={seller_ref: parcel}, country=country, area_id=area_id)[seller_ref]
