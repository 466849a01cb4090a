"""The two cookies of a cart: the guest's key to it, and the number that pages show on the basket."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ..models import Cart

KEY = f"{settings.COOKIE_PREFIX}cart"
COUNT = "cart_n"  # only a number to show; nothing is decided by it


def token(request: HttpRequest) -> str:
    """The guest's key, empty when this browser has none."""
    return request.COOKIES.get(KEY, "")


def shown_count(request: HttpRequest) -> int | None:
    """The number this browser was told last; None on a new device."""
    cookie = request.COOKIES.get(COUNT, "")
    return int(cookie[:6]) if cookie.isdecimal() else None


def remember(response: HttpResponse, *, cart: Cart | None, count: int) -> HttpResponse:
    """Give the guest the key of the cart, and the page the number on the basket."""
    if cart is not None and cart.user_id is None:
        _set(response, KEY, cart.token)
    _set(response, COUNT, str(count))
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """The cart became an order."""
    response.delete_cookie(KEY, samesite="Lax")
    _set(response, COUNT, "0")
    return response


def _set(response: HttpResponse, name: str, value: str) -> None:
    age = settings.CART_DAYS * 24 * 3600
    response.set_cookie(name, value, max_age=age, httponly=True, secure=settings.SITE_IS_HTTPS, samesite="Lax")
