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
        locked = Cart.objects.select_for_update().annotate(now=DatabaseNow()).get(pk=cart.pk)
        if locked.locked_until is None or locked.locked_until <= locked.now:
            lines = list(locked.lines.select_related("variant"))
            for line in lines:
                line.locked_minor = line.seen_minor = unit_minor(line.variant, line.quantity)
            CartLine.objects.bulk_update(lines, ["locked_minor", "seen_minor"])
        until = locked.now + timedelta(minutes=settings.HOLD_MINUTES)
        Cart.objects.filter(pk=cart.pk).update(locked_until=until)
    cart.locked_until = until
