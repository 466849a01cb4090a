"""The price lock: a checkout keeps the prices it began with for as long as its goods are held (K05).

A price is that of the line's number of pieces; changing the number ends the lock.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from catalog.queries.bulk_prices import unit_minor
from commerce.kernel.prepared import prepared_cursor

from ..models import Cart, CartLine

# The cart's row comes first, as it does for everyone who changes lines. A cart of another version has other lines than
# those that the prices are for. A line that went into another cart meanwhile is seen in its newest version, and left.
LOCK = """
WITH own AS MATERIALIZED (
  SELECT id, locked_until IS NULL OR locked_until <= clock_timestamp() AS is_over
    FROM cart_cart WHERE id = %(cart)s AND version = %(version)s FOR NO KEY UPDATE),
priced AS (
  UPDATE cart_cartline l SET locked_minor = new.minor, seen_minor = new.minor
    FROM own, unnest(%(lines)s::bigint[], %(minors)s::bigint[]) AS new (id, minor)
   WHERE own.is_over AND l.id = new.id AND l.cart_id = own.id)
UPDATE cart_cart c SET locked_until = clock_timestamp() + make_interval(mins => %(minutes)s)
  FROM own WHERE c.id = own.id RETURNING c.locked_until
"""


def lock(*, cart: Cart, lines: Iterable[CartLine] | None = None) -> None:
    """Begin or extend the lock. While one is in force the locked prices stay; after it, today's are taken.

    `lines` are all of the cart's with their variants, read after `cart` was; without them, and when the cart has been
    changed since, they are read here.
    """
    until = _lock(cart, lines) if lines is not None else None
    if until is None:
        with transaction.atomic():
            now = Cart.objects.select_for_update().get(pk=cart.pk)
            until = _lock(now, now.lines.select_related("variant"))
    cart.locked_until = until


def _lock(cart: Cart, lines: Iterable[CartLine]) -> datetime | None:
    """The lock's end; None when the cart is of another version."""
    prices = {line.pk: unit_minor(line.variant, line.quantity) for line in lines}
    values = {"cart": cart.pk, "version": cart.version, "minutes": settings.HOLD_MINUTES}
    with prepared_cursor() as cursor:
        cursor.execute(LOCK, values | {"lines": list(prices), "minors": list(prices.values())})
        found = cursor.fetchone()
    return found[0] if found else None
