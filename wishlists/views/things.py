"""Saving a thing, and what is done with it afterwards."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from commerce.kernel.errors import Refused
from commerce.kernel.way_back import way_on

from ..domain import pending
from ..domain import things as wishes
from ..domain.things import Removed
from ..forms import WishForm
from .lists import REMOVED, UNDO
from .member import list_of, list_words, member


@require_POST
@never_cache
def things(request: HttpRequest) -> HttpResponse:
    """Save; a guest signs in first, and then it is saved."""
    product, variant = request.POST.get("product", "")[:40], request.POST.get("variant", "")[:40]
    back = way_on(request, otherwise="catalog:home")
    if not request.user.is_authenticated:
        pending.wait(request, product=product, variant=variant)
        return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")
    try:
        wish = wishes.save(user=member(request), product=product, variant=variant)
        words = _("“%(title)s” is on “%(list)s”.") % {"title": wish.title, "list": wish.wish_list.name}
        messages.success(request, words)
    except Refused as error:
        messages.error(request, str(error.message))
    return redirect(back)


@require_POST
@login_required
@never_cache
def thing(request: HttpRequest, public_id: str) -> HttpResponse:
    """Its note, and whether it is watched."""
    wish = wishes.own(user=member(request), public_id=public_id)
    form = WishForm(request.POST)
    if not form.is_valid():
        words = list_words(request, wish.wish_list, wrong={"id": wish.public_id, "form": form})
        return render(request, "wishlists/list.html", words, status=422)
    wishes.describe(wish=wish, note=form.cleaned_data["note"], is_watched=form.cleaned_data["is_watched"])
    return redirect(f"{wish.wish_list.get_absolute_url()}#{public_id}")


@require_POST
@login_required
def removal(request: HttpRequest, public_id: str) -> HttpResponse:
    removed = wishes.take_off(wish=wishes.own(user=member(request), public_id=public_id))
    request.session[REMOVED] = {"list": removed.wish_list, "title": removed.title, "values": removed.values}
    return redirect("wishlists:list", removed.wish_list)


@require_POST
@login_required
def restored(request: HttpRequest) -> HttpResponse:
    """Undo the last removal, which the session still knows."""
    kept = request.session.pop(UNDO, None)
    if kept is None:
        return redirect("wishlists:lists")
    try:
        wishes.put_back(user=member(request), removed=Removed(kept["list"], kept["title"], kept["values"]))
    except Refused as error:
        messages.error(request, str(error.message))
    return redirect("wishlists:list", kept["list"])


@require_POST
@login_required
@never_cache
def transfer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Move it to another list of one's own, or copy it there."""
    wish = wishes.own(user=member(request), public_id=public_id)
    target = list_of(request, request.POST.get("list", ""))
    keeps = request.POST.get("act") == "copy"
    try:
        wishes.transfer(wish=wish, target=target, keeps=keeps)
        messages.success(request, _("“%(title)s” is on “%(list)s”.") % {"title": wish.title, "list": target.name})
    except Refused as error:
        messages.error(request, str(error.message))
    return redirect(wish.wish_list)
