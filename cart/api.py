"""The cart for programs: the same cart, rules and cookies as the pages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commerce.accounts.domain.delivery_place import place_of
from commerce.kernel.json_body import Fields
from commerce.kernel.money_text import money_body

from .domain import basket, cookies
from .errors import CartChanged
from .queries.contents import Contents, Group, Line, contents
from .views import visitor


@require_safe
@never_cache
def cart(request: HttpRequest) -> HttpResponse:
    """Lines by seller, totals, version and times. The form token for what follows is in the header X-CSRFToken."""
    return _answer(request)


@require_POST
@never_cache
def items(request: HttpRequest) -> HttpResponse:
    """Add {"variant", "quantity"}. With "version" only to that one (0: there is no cart yet); CartChanged otherwise."""
    fields = Fields(request)
    variant, quantity = fields.text("variant"), fields.number("quantity", 1)
    version = fields.number("version") if "version" in fields.values else None
    if version is not None:
        found = visitor.cart_of(request)
        if (found.version if found else 0) != version:
            raise CartChanged
        version = version or None
    made = visitor.cart_for_adding(request)
    basket.add(cart=made, variant=variant, quantity=quantity, version=version)
    return _answer(request, token=made.token, status=201)


@require_http_methods(["PATCH", "DELETE"])
@never_cache
def item(request: HttpRequest, line: str) -> HttpResponse:
    """PATCH {"quantity", "version"} or DELETE {"version"}: change a line's number, or take it out."""
    fields = Fields(request)
    version = fields.number("version")
    quantity = fields.number("quantity") if request.method == "PATCH" else 0
    found = visitor.cart_of(request)
    if found is None:
        raise CartChanged
    basket.set_quantity(cart=found, line=line, quantity=quantity, version=version)
    return _answer(request)


def _answer(request: HttpRequest, *, token: str = "", status: int = 200) -> HttpResponse:
    found = basket.find(user=visitor.member(request), token=token or cookies.token(request))
    place = place_of(request)
    shown = contents(cart=found, country=place.country, area_id=place.area_id, area=place.name)
    response = JsonResponse(body(shown), status=status)
    response.headers["X-CSRFToken"] = get_token(request)
    return cookies.remember(response, cart=found, count=shown.count)


def body(shown: Contents) -> dict[str, Any]:
    return {
        "id": shown.public_id or None,
        "version": shown.version,
        "currency": shown.currency,
        "count": shown.count,
        "expires_at": shown.expires_at,
        "hold_until": shown.hold_until,
        "groups": [group(one) for one in shown.groups],
        "subtotal": money_body(shown.subtotal),
        "delivery": money_body(shown.delivery) if shown.delivery is not None else None,
        "tax_included": money_body(shown.tax_included),
        "total": money_body(shown.total),
        "changes": shown.changes,
    }


def group(one: Group) -> dict[str, Any]:
    delivery = one.delivery
    return {
        "seller": {"name": one.seller.name, "url": f"{settings.SITE_URL}{one.seller.url}"},
        "items": [item_body(line) for line in one.lines],
        "subtotal": money_body(one.subtotal),
        "tax_included": money_body(one.tax),
        "delivery": {
            "price": money_body(delivery.price) if delivery.price is not None else None,
            "missing_to_free": money_body(delivery.missing) if delivery.missing else None,
            "packages": delivery.packages,
            "text": delivery.text,
            "reachable": delivery.reachable,
        },
    }


def item_body(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "variant": line.variant,
        "title": line.title,
        "options": line.option_text,
        "url": f"{settings.SITE_URL}{line.url}",
        "quantity": line.quantity,
        "max_quantity": line.max_quantity,
        "unit_price": money_body(line.unit_price),
        "single_price": money_body(line.single),
        "total": money_body(line.total),
        "rules": [{"kind": rule.kind, "text": rule.text} for rule in line.rules],
        "notice": line.notice,
    }


urlpatterns = [
    path("cart", cart, name="cart"),
    path("cart/items", items, name="cart_items"),
    path("cart/items/<str:line>", item, name="cart_item"),
]
