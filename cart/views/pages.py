"""The cart page, its parts, and what shoppers do on it. Every act works as a plain form and as an htmx part."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from catalog.domain import seen
from catalog.queries.seen import seen_cards
from commerce.accounts.domain.delivery_place import place_of
from commerce.kernel.errors import Refused, ShopError
from commerce.kernel.way_back import way_on

from ..domain import basket, cookies
from ..domain.basket import Removed
from ..errors import CartChanged
from ..models import Cart
from ..queries.contents import contents
from ..queries.counting import units_in
from . import visitor

REMOVED = "cart_removed"  # what a page without JavaScript offers to undo


@require_GET
@never_cache
def cart(request: HttpRequest) -> HttpResponse:
    return _cart_page(request, visitor.cart_of(request), removed=request.session.pop(REMOVED, None))


@require_GET
@never_cache
def state(request: HttpRequest) -> HttpResponse:
    """Version and number of the cart, for open pages of the same shopper (K06)."""
    found = visitor.cart_of(request)
    count = units_in(found)
    response = JsonResponse({"version": found.version if found else 0, "count": count})
    return cookies.remember(response, cart=found, count=count)


@require_POST
@never_cache
def items(request: HttpRequest) -> HttpResponse:
    """Add a thing; the shopper stays where she was."""
    found = visitor.cart_for_adding(request)
    try:
        line = basket.add(
            cart=found, variant=request.POST.get("variant", ""), quantity=_number(request.POST.get("quantity"), 1)
        )
        text, problem = _("“%(title)s” is in your cart.") % {"title": line.variant.product.title}, ""
    except ShopError as error:
        text, problem = "", str(error.message)
    return _answer_to_adding(request, found, text, problem)


@require_POST
@never_cache
def item(request: HttpRequest, line: str) -> HttpResponse:
    """Change a line's number. `step` is the plus or minus button of a page without JavaScript."""
    quantity = _number(request.POST.get("quantity"), 1) + _number(request.POST.get("step"), 0)
    return _change(
        request, lambda cart, version: basket.set_quantity(cart=cart, line=line, quantity=quantity, version=version)
    )


@require_POST
@never_cache
def removal(request: HttpRequest, line: str) -> HttpResponse:
    return _change(request, lambda cart, version: basket.remove(cart=cart, line=line, version=version))


@require_POST
@never_cache
def restore(request: HttpRequest) -> HttpResponse:
    """Undo a removal."""
    variant, quantity = request.POST.get("variant", ""), _number(request.POST.get("quantity"), 1)
    found = visitor.cart_for_adding(request)
    try:
        basket.put_back(cart=found, variant=variant, quantity=quantity)
    except ShopError as error:
        messages.error(request, str(error.message))
    return _after_change(request, found, None)


def _change(request: HttpRequest, act: Any) -> HttpResponse:
    found = visitor.cart_of(request)
    removed: Removed | None = None
    try:
        if found is None:
            raise CartChanged
        removed = act(found, _number(request.POST.get("version"), 0))
    except (CartChanged, Refused) as error:
        messages.warning(request, str(error.message))
    return _after_change(request, found, removed)


def _after_change(request: HttpRequest, found: Cart | None, removed: Removed | None) -> HttpResponse:
    toast = _undo(removed) if removed else None
    if request.headers.get("HX-Request"):
        return _cart_page(request, found, toast=toast)
    if toast:
        request.session[REMOVED] = toast
    response = redirect("cart:cart")
    return cookies.remember(response, cart=found, count=units_in(found))


def _undo(removed: Removed) -> dict[str, Any]:
    fields = [("variant", removed.variant), ("quantity", removed.quantity)]
    text = _("“%(title)s” is out of your cart.") % {"title": removed.title}
    return {"text": text, "undo": {"url": reverse("cart:restore"), "fields": fields}}


def _cart_page(
    request: HttpRequest, found: Cart | None, toast: dict[str, Any] | None = None, removed: dict[str, Any] | None = None
) -> HttpResponse:
    place = place_of(request)
    shown = contents(cart=found, country=place.country, area_id=place.area_id, area=place.name)
    request.cart_count = shown.count  # type: ignore[attr-defined]
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    template = "cart/_cart.html" if part else "cart/cart.html"
    looked_at = seen_cards(seen.ids_of(request), now=timezone.now()) if shown.is_empty else []
    words = {
        "cart": shown,
        "place": place,
        "looked_at": looked_at,
        "oob_count": bool(part),
        "toast": toast,
        "removed": removed,
    }
    response = render(request, template, words)
    response.headers["Vary"] = "HX-Request, Cookie"
    return cookies.remember(response, cart=found, count=shown.count)


def _answer_to_adding(request: HttpRequest, found: Cart, text: str, problem: str) -> HttpResponse:
    count = units_in(found)
    request.cart_count = count  # type: ignore[attr-defined]
    if request.headers.get("HX-Request"):
        response = render(request, "cart/_added.html", {"text": text, "problem": problem})
    else:
        (messages.error if problem else messages.success)(request, problem or text)
        response = redirect(way_on(request, otherwise="cart:cart"))
    return cookies.remember(response, cart=found, count=count)


def _number(raw: str | None, default: int) -> int:
    """A whole number of a form; anything else counts as the default."""
    try:
        return max(-(10**6), min(int(raw or default), 10**6))
    except ValueError:
        return default
