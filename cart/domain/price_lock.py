"""The price lock: a checkout keeps the prices it began with for as long as its goods are held (K05)."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from catalog.models import Variant
from commerce.kernel.clock import DatabaseNow

from ..models import Cart, CartLine


def lock(*, cart: Cart) -> None:
    """Begin or extend the lock. While one is in force the locked prices stay; after it, today's are taken."""
    with transaction.atomic():
        locked = Cart.objects.select_for_update().get(pk=cart.pk)
        if not Cart.objects.filter(pk=cart.pk, locked_until__gt=DatabaseNow()).exists():
            prices = dict(
                Variant.objects.filter(pk__in=locked.lines.values("variant_id")).values_list("pk", "price_minor")
            )
            for line in locked.lines.all():
                price = prices[line.variant_id]
                CartLine.objects.filter(pk=line.pk).update(locked_minor=price, seen_minor=price)
        Cart.objects.filter(pk=cart.pk).update(locked_until=DatabaseNow() + timedelta(minutes=settings.HOLD_MINUTES))
    cart.refresh_from_db(fields=["locked_until"])
