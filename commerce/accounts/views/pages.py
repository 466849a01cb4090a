"""A person's own pages. Every address is looked up among the person's own: anyone else's is not there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ..domain import addresses
from ..forms import AddressForm
from ..models import Address


@require_GET
@login_required
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    saved = addresses.default_of(request.user)  # type: ignore[arg-type]
    words = {"address": addresses.snapshot(saved) if saved else None}
    return render(request, "accounts/overview.html", words)


@require_GET
@login_required
@never_cache
def address_list(request: HttpRequest) -> HttpResponse:
    rows = [_card(address) for address in _mine(request)]
    return render(request, "accounts/addresses.html", {"addresses": rows, "add_url": reverse("accounts:address_new")})


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def address_form(request: HttpRequest, public_id: str = "") -> HttpResponse:
    """Add an address, or change one."""
    address = get_object_or_404(_mine(request), public_id=public_id) if public_id else None
    form = AddressForm(request.POST or None, instance=address)
    if request.method == "POST" and form.is_valid():
        saved = form.save(commit=False)
        saved.user = request.user
        saved.is_default = saved.is_default or not _mine(request).exists()
        saved.save()
        messages.success(request, _("The address is saved."))
        return redirect("accounts:addresses")
    title = _("Change the address") if address else _("Add an address")
    words = {"form": form, "title": title, "back_url": reverse("accounts:addresses")}
    return render(request, "accounts/address_form.html", words, status=422 if form.errors else 200)


@require_POST
@login_required
def address_removal(request: HttpRequest, public_id: str) -> HttpResponse:
    get_object_or_404(_mine(request), public_id=public_id).delete()
    messages.success(request, _("The address is removed."))
    return redirect("accounts:addresses")


@require_POST
@login_required
def address_default(request: HttpRequest, public_id: str) -> HttpResponse:
    address = get_object_or_404(_mine(request), public_id=public_id)
    with transaction.atomic():
        _mine(request).update(is_default=False)
        _mine(request).filter(pk=address.pk).update(is_default=True)
    return redirect("accounts:addresses")


def _mine(request: HttpRequest) -> Any:
    return Address.objects.filter(user=request.user).select_related("area__parent")  # type: ignore[misc]


def _card(address: Address) -> dict[str, Any]:
    def to(name: str) -> str:
        return reverse(f"accounts:{name}", args=[address.public_id])

    urls = {"edit_url": to("address"), "delete_url": to("address_removal"), "default_url": to("address_default")}
    return addresses.snapshot(address) | urls | {"is_default": address.is_default}
