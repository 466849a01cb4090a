"""An order's pages and what can be done on them; and the shopper's list of orders."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cart.domain import basket, cookies
from cart.models import Cart
from cart.queries.counting import units_in
from catalog.domain.downloads import path_of
from commerce.accounts.models import User
from commerce.kernel.errors import ShopError, Unavailable

from ..domain import cancel, downloads, reorder
from ..errors import DownloadClosed
from ..models import Order
from ..queries import order_list, order_page
from . import access
from .showing import shown

PER_PAGE = 20


@require_GET
@never_cache
def order(request: HttpRequest, public_id: str) -> HttpResponse:
    found = access.order_for(request, public_id)
    if "key" in request.GET:
        return redirect("orders:order", public_id)
    return shown(request, found)


@require_GET
@never_cache
def confirmation(request: HttpRequest, public_id: str) -> HttpResponse:
    found = access.order_for(request, public_id)
    if found.state == "pending":
        return redirect("orders:order", public_id)
    words = {
        "order": order_page.page(found),
        "account_url": reverse("account_signup"),
        "next_steps": _next_steps(found),
    }
    return render(request, "orders/confirmation.html", words)


@require_GET
@login_required
@never_cache
def orders(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    page = Paginator(order_list.orders_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [order_list.row(found) for found in page]
    return render(request, "orders/list.html", {"orders": rows, "page_obj": page if page.has_other_pages() else None})


@require_POST
@never_cache
def cancellation(request: HttpRequest, public_id: str) -> HttpResponse:
    found = access.order_for(request, public_id)
    try:
        cancel.cancel_order(order=found, actor="shopper")
        messages.success(request, _("The order is cancelled."))
    except ShopError as error:
        messages.error(request, str(error.message))
    return redirect("orders:order", public_id)


@require_POST
@never_cache
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an unpaid order back into the cart."""
    found = access.order_for(request, public_id)
    try:
        cancel.cancel_order(order=found, actor="shopper", reason=_("Taken back into the cart."), tell=False)
    except ShopError as error:
        messages.error(request, str(error.message))
        return redirect("orders:order", public_id)
    return _into_cart(request, found)


@require_POST
@never_cache
def again(request: HttpRequest, public_id: str) -> HttpResponse:
    return _into_cart(request, access.order_for(request, public_id))


def _into_cart(request: HttpRequest, found: Order) -> HttpResponse:
    cart = _cart(request)
    done = reorder.reorder(order=found, cart=cart)
    if done.skipped:
        messages.warning(request, _("Not for sale any more: %(titles)s.") % {"titles": ", ".join(done.skipped)})
    return cookies.remember(redirect("cart:cart"), cart=cart, count=units_in(cart))


def _cart(request: HttpRequest) -> Cart:
    user = request.user if request.user.is_authenticated else None
    return basket.obtain(user=user, token=cookies.token(request))


@require_POST
@never_cache
def download(request: HttpRequest, public_id: str, file_id: str) -> HttpResponseBase:
    """A file of a paid digital line, for whoever may open the order."""
    found = access.order_for(request, public_id)
    try:
        file = downloads.fetch(order=found, download=file_id, actor="shopper")
    except DownloadClosed as error:
        messages.warning(request, str(error.message))
        return redirect("orders:order", public_id)
    try:
        content = path_of(file.digest).open("rb")
    except FileNotFoundError as error:
        raise Unavailable(_("The file is not there just now. Please write to the stall.")) from error
    return FileResponse(content, as_attachment=True, filename=file.file_name)


def _next_steps(found: Order) -> list[dict[str, str]]:
    placed = {"state": "done", "title": _("Your order is placed and paid"), "text": ""}
    if all(part.is_digital for part in found.parts.all()):
        return [
            placed,
            {"state": "now", "title": _("Download your files below. The mail leads here, too."), "text": ""},
        ]
    return [
        placed,
        {"state": "now", "title": _("Each stall packs its own parcel"), "text": ""},
        {"state": "next", "title": _("We write to you when a parcel is on its way"), "text": ""},
    ]
