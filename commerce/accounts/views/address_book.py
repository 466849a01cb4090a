"""A person's saved addresses. Each is looked up among their own: anyone else's is not there."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commerce.kernel.errors import Refused

from ..domain import address_book, addresses
from ..forms.addresses import DeliveryAddressForm
from ..models import Address, User
from ..queries import areas
from .cards import card


@require_GET
@login_required
@never_cache
def address_list(request: HttpRequest) -> HttpResponse:
    mine = Address.objects.filter(user=request.user).select_related("area__parent__parent")  # type: ignore[misc]
    words = {"addresses": [card(address) for address in mine], "add_url": reverse("accounts:address_new")}
    return render(request, "accounts/addresses.html", words)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def address_new(request: HttpRequest) -> HttpResponse:
    """A new address in the country of ?country=, the shop's own unless told."""
    country = request.GET.get("country", "")
    if country not in dict(areas.countries()):
        country = settings.SHOP_COUNTRY
    me: User = request.user  # type: ignore[assignment]
    known = {"full_name": me.full_name, "phone": addresses.phone_text(me.phone)}
    form = DeliveryAddressForm(request.POST or None, country=country, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            address_book.add(user=request.user, entry=form.entry())  # type: ignore[arg-type]
        except Refused as error:
            form.add_error(None, str(error.message))
        else:
            return _saved(request)
    return _page(request, form, _("Add an address"), countries=_countries(country))


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def address(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change an address."""
    mine = address_book.own(user=request.user, public_id=public_id)  # type: ignore[arg-type]
    known = DeliveryAddressForm.initial_of(mine)
    form = DeliveryAddressForm(request.POST or None, country=mine.area.country, initial=known)
    if request.method == "POST" and form.is_valid():
        address_book.change(user=request.user, public_id=public_id, entry=form.entry())  # type: ignore[arg-type]
        return _saved(request)
    return _page(request, form, _("Change the address"))


@require_POST
@login_required
def address_removal(request: HttpRequest, public_id: str) -> HttpResponse:
    address_book.remove(user=request.user, public_id=public_id)  # type: ignore[arg-type]
    messages.success(request, _("The address is removed."))
    return redirect("accounts:addresses")


@require_POST
@login_required
def address_default(request: HttpRequest, public_id: str) -> HttpResponse:
    address_book.use_first(user=request.user, public_id=public_id)  # type: ignore[arg-type]
    messages.success(request, _("Checkout fills in this address from now on."))
    return redirect("accounts:addresses")


def _saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("The address is saved."))
    return redirect("accounts:addresses")


def _page(request: HttpRequest, form: DeliveryAddressForm, title: str, **words: Any) -> HttpResponse:
    words |= {"form": form, "title": title, "back_url": reverse("accounts:addresses")}
    return render(request, "accounts/address_form.html", words, status=422 if form.errors else 200)


def _countries(chosen: str) -> list[dict[str, Any]]:
    return [{"code": code, "name": name, "is_chosen": code == chosen} for code, name in areas.countries()]
