"""The price lock: a checkout keeps the prices it began with for as long as its goods are held (K05).

A price is that of the line's number of pieces; changing the number ends the lock.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from catalog.queries.bulk_prices import unit_minor
from commerce.kernel.clock import DatabaseNow

from ..models import Cart, CartLine


def lock(*, cart: Cart) -> None:
    """Begin or extend the lock. While one is in force the locked prices stay; after it, today's are taken."""
    with transaction.atomic():
        locked = Cart.objects.select_for_update().get(pk=cart.pk)
        if not Cart.objects.filter(pk=cart.pk, locked_until__gt=DatabaseNow()).exists():
            for line in locked.lines.select_related("variant"):
                price = unit_minor(line.variant, line.quantity)
                CartLine.objects.filter(pk=line.pk).update(locked_minor=price, seen_minor=price)
        Cart.objects.filter(pk=cart.pk).update(locked_until=DatabaseNow() + timedelta(minutes=settings.HOLD_MINUTES))
    cart.refresh_from_db(fields=["locked_until"])
