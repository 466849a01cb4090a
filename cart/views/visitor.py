"""Whose cart a request means: the member's, or the one a guest's cookie holds the key of."""

from django.http import HttpRequest

from commerce.accounts.models import User

from ..domain import basket, cookies
from ..models import Cart


def member(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def cart_of(request: HttpRequest) -> Cart | None:
    return basket.find(user=member(request), token=cookies.token(request))


def cart_for_adding(request: HttpRequest) -> Cart:
    return basket.obtain(user=member(request), token=cookies.token(request))
