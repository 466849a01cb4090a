"""The number on the basket, on every page, without a query."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ..domain import cookies
from ..queries.counting import units_in
from . import visitor


def badge(request: HttpRequest) -> dict[str, Any]:
    return {"cart_badge": {"count": SimpleLazyObject(lambda: shown_count(request))}}


def shown_count(request: HttpRequest) -> int:
    """From the cookie; a member on a new device has none yet, and is looked up once."""
    if hasattr(request, "cart_count"):
        return request.cart_count
    told = cookies.shown_count(request)
    if told is not None:
        return told
    return units_in(visitor.cart_of(request)) if request.user.is_authenticated else 0
