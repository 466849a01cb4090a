"""Closing a banner: a cookie and the way back; for htmx an empty answer, and the banner goes."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from commerce.kernel.way_back import way_back

from ..queries.around import around
from .closed import close


# Like the colour scheme it is worth no token: the worst that another site could do with it is to close a banner.
@csrf_exempt
@require_POST
def dismissal(request: HttpRequest, public_id: str) -> HttpResponse:
    if not any(each.public_id == public_id and each.is_dismissible for each in around().banners):
        raise Http404
    is_part = bool(request.headers.get("HX-Request"))
    response = HttpResponse() if is_part else HttpResponseRedirect(way_back(request, otherwise="catalog:home"))
    close(request, response, public_id)
    return response
