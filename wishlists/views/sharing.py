"""The link that shows a list to others, and what they see."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ..domain import sharing as links
from ..queries import shown
from .member import list_of


@require_POST
@login_required
def sharing(request: HttpRequest, public_id: str) -> HttpResponse:
    """`act` is on, renew or off."""
    found = list_of(request, public_id)
    match request.POST.get("act"):
        case "off":
            links.stop(wish_list=found)
            messages.success(request, _("The list is yours alone again. The link shows nothing any more."))
        case "renew":
            links.renew(wish_list=found)
            messages.success(request, _("There is a new link. The old one shows nothing any more."))
        case _:
            links.share(wish_list=found, shows_name="shows_name" in request.POST)
    return redirect(f"{found.get_absolute_url()}#share")


@require_GET
@never_cache
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever has the link. Whose list it is stands there only when the owner wants it; notes stay private."""
    found = shown.shared(token)
    if found is None:
        raise Http404
    words = {
        "list": found,
        "owner": found.user.get_short_name() if found.shows_name and found.user.full_name else "",
        "wishes": shown.wishes_of(found),
    }
    return render(request, "wishlists/shared.html", words)
