"""A member's lists and one of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cart.domain import basket, cookies
from cart.queries.counting import units_in
from commerce.kernel.errors import Refused

from ..domain import buying
from ..domain import lists as wish_lists
from ..forms import NameForm
from ..queries.shown import lists_of, wishes_of
from .member import list_of, list_words, member

REMOVED, UNDO = "wish_removed", "wish_undo"


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def lists(request: HttpRequest) -> HttpResponse:
    """All of them; POST makes a new one."""
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(wish_lists.create(user=member(request), name=form.cleaned_data["name"]))
        except Refused as error:
            form.add_error("name", str(error.message))
    words = {"lists": lists_of(member(request)), "form": form}
    return render(request, "wishlists/lists.html", words, status=422 if form.errors else 200)


@require_GET
@login_required
@never_cache
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    found = list_of(request, public_id)
    removed = request.session.pop(REMOVED, None)
    if removed:
        request.session[UNDO] = removed  # offered once, taken back as long as the session lasts
    return render(request, "wishlists/list.html", list_words(request, found, removed=removed))


@require_POST
@login_required
@never_cache
def name(request: HttpRequest, public_id: str) -> HttpResponse:
    found = list_of(request, public_id)
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            wish_lists.rename(wish_list=found, name=form.cleaned_data["name"])
            return redirect(found)
        except Refused as error:
            form.add_error("name", str(error.message))
    found.refresh_from_db()
    return render(request, "wishlists/list.html", list_words(request, found, name_form=form), status=422)


@require_POST
@login_required
def removal(request: HttpRequest, public_id: str) -> HttpResponse:
    found = list_of(request, public_id)
    wish_lists.throw_away(wish_list=found)
    messages.success(request, _("The list “%(name)s” is gone.") % {"name": found.name})
    return redirect("wishlists:lists")


@require_POST
@login_required
@never_cache
def cart(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that can be had, into the cart."""
    found = list_of(request, public_id)
    into = basket.obtain(user=member(request), token="")
    done = buying.add_all(wishes=wishes_of(found), cart=into)
    if done.added:
        words = ngettext("%(n)d thing is in your cart.", "%(n)d things are in your cart.", done.added)
        messages.success(request, words % {"n": done.added})
    if done.skipped:
        messages.warning(request, _("Not put in: %(titles)s.") % {"titles": ", ".join(done.skipped)})
    return cookies.remember(redirect("cart:cart" if done.added else found), cart=into, count=units_in(into))
