"""Whose cart a request means: the member's, or the one a guest's cookie holds the key of."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from commerce.accounts.models import User

from ..domain import basket
from ..models import Cart

COOKIE = f"{settings.COOKIE_PREFIX}cart"
COUNT_COOKIE = "cart_n"  # only a number to show; nothing is decided by it


def member(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def token(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def cart_of(request: HttpRequest) -> Cart | None:
    return basket.find(user=member(request), token=token(request))


def cart_for_adding(request: HttpRequest) -> Cart:
    return basket.obtain(user=member(request), token=token(request))


def remember(response: HttpResponse, *, cart: Cart | None, count: int) -> HttpResponse:
    """Give the guest the key of the cart, and the page the number on the basket."""
    age = settings.CART_DAYS * 24 * 3600
    if cart is not None and cart.user_id is None:
        response.set_cookie(
            COOKIE, cart.token, max_age=age, httponly=True, secure=settings.SITE_IS_HTTPS, samesite="Lax"
        )
    response.set_cookie(
        COUNT_COOKIE, str(count), max_age=age, httponly=True, secure=settings.SITE_IS_HTTPS, samesite="Lax"
    )
    return response
