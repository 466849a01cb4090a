"""The link at the end of a mail that asks for reviews: no more of these mails, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commerce.notifications.domain import declining
from commerce.notifications.models import Wanted

from . import access


@require_http_methods(["GET", "POST"])
@never_cache
def invitations(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET asks, since mail programs look at links by themselves; POST declines, with `again` it allows them."""
    found = access.order_of(request, public_id)
    if "key" in request.GET:
        return redirect("orders:invitations", public_id)
    if request.method == "POST":
        change = declining.allow if "again" in request.POST else declining.decline
        change(address=found.email, kind=Wanted.REVIEWS)
        return redirect("orders:invitations", public_id)
    is_declined = declining.is_declined(address=found.email, kind=Wanted.REVIEWS)
    return render(request, "orders/invitations.html", {"order": found, "is_declined": is_declined})
