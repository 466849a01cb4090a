"""The page on which a shopper reviews one thing of a delivered parcel."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalog.domain import photographs as photos
from catalog.domain import reviews as writing
from catalog.domain.review_form import ReviewForm
from catalog.models import Review
from catalog.queries.pictures import one_width, view
from catalog.queries.reviews import THUMB_WIDTH, of_line
from commerce.jobs.domain import limits
from commerce.kernel.errors import Conflict, Refused

from ..domain import reviewing
from ..models import Order, OrderLine
from . import access

PER_MINUTE = 10  # each sending may hold five photographs to draw


@dataclass
class Desk:
    """What one request works on. `kept` are photographs accepted now or a moment ago, `refused` sentences."""

    order: Order
    line: OrderLine
    written: Review | None
    form: ReviewForm
    dropped: list[str] = field(default_factory=list)
    kept: list[photos.Photograph] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def hanging(self) -> list[Any]:
        """The pictures that the written review has already."""
        return list(self.written.pictures.all()) if self.written else []


@require_http_methods(["GET", "POST"])
@never_cache
def review(request: HttpRequest, public_id: str, line_id: str) -> HttpResponse:
    """Write a review, or change it for 30 days. For whom the order belongs to and who holds its link."""
    found = access.order_of(request, public_id)
    if "key" in request.GET:
        return redirect("orders:review", public_id, line_id)
    line = reviewing.line_of(order=found, public_id=line_id)
    written = of_line(line.public_id)
    if written and not writing.is_open(written):
        messages.info(request, _("The time to change this review is over."))
        return redirect(found)
    typed, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    desk = Desk(found, line, written, ReviewForm(typed, files, initial=_known(found, written)))
    if request.method == "POST":
        limits.take(f"review:{access.who(request, found)}", per_minute=PER_MINUTE)
        _look_at_photographs(request, desk)
        if desk.form.is_valid() and not desk.refused and _saved(request, desk):
            return redirect(found)
    return _page(request, desk)


def _known(order: Order, written: Review | None) -> dict[str, Any]:
    if written is None:
        return {"display_name": order.full_name.split(" ")[0]}
    return {name: getattr(written, name) for name in ("stars", "title", "words", "display_name")}


def _look_at_photographs(request: HttpRequest, desk: Desk) -> None:
    """Those that are in order stay with the form, whatever else has to be put right."""
    desk.dropped = request.POST.getlist("dropped")
    scope = desk.line.public_id
    desk.kept = photos.recall(tokens=request.POST.getlist("kept"), scope=scope)
    hanging = [each for each in desk.hanging if each.public_id not in desk.dropped]
    room = max(photos.MOST - len(hanging) - len(desk.kept), 0)
    taken, desk.refused = photos.take(files=request.FILES.getlist("photographs"), scope=scope, room=room)
    desk.kept += taken


def _saved(request: HttpRequest, desk: Desk) -> bool:
    try:
        reviewing.save(
            order=desk.order, line=desk.line, opinion=desk.form.opinion(), dropped=desk.dropped, photographs=desk.kept
        )
    except (Conflict, Refused) as error:
        desk.form.add_error(None, str(error.message))
        return False
    messages.success(request, _("Thank you. We read it, then everybody can."))
    return True


def _page(request: HttpRequest, desk: Desk) -> HttpResponse:
    for words in desk.refused:
        desk.form.add_error("photographs", words)
    variant = desk.line.variant
    context = {
        "form": desk.form,
        "order": desk.order,
        "line": desk.line,
        "picture": view(variant.product.lead_picture if variant else None, desk.line.product_title),
        "written": desk.written,
        "hanging": [
            {
                "id": each.public_id,
                "picture": one_width(each, THUMB_WIDTH),
                "is_dropped": each.public_id in desk.dropped,
            }
            for each in desk.hanging
        ],
        "kept": [{"token": each.token, "picture": one_width(each.picture(), THUMB_WIDTH)} for each in desk.kept],
    }
    return render(request, "orders/review.html", context, status=422 if desk.form.errors else 200)
