"""How long a cart is kept that nobody changes."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from commerce.kernel.clock import DatabaseNow

from ..models import Cart
from ..models.cart import CartState

DAYS = timedelta(days=settings.CART_DAYS)


def expires_at(cart: Cart) -> datetime:
    """The moment after which the cart is forgotten. Every change begins the time anew."""
    return cart.updated_at + DAYS


def expired() -> QuerySet[Cart]:
    """Carts past their time. Those that became orders stay for ever."""
    return Cart.objects.filter(state__in=[CartState.OPEN, CartState.MERGED], updated_at__lt=DatabaseNow() - DAYS)
