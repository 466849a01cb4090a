"""A person's first page, and their name and phone."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ..domain import addresses, people
from ..forms.addresses import ProfileForm
from .cards import card


@require_GET
@login_required
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    saved = addresses.default_of(request.user)  # type: ignore[arg-type]
    return render(request, "accounts/overview.html", {"address": card(saved) if saved else None})


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    user = request.user
    initial = {"full_name": user.full_name, "phone": addresses.phone_text(user.phone)}  # type: ignore[union-attr]
    form = ProfileForm(request.POST or None, country=settings.SHOP_COUNTRY, initial=initial)
    if request.method == "POST" and form.is_valid():
        people.rename(user=user, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, _("Your name and phone are saved."))
        return redirect("accounts:overview")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)
