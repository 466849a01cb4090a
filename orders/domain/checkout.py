"""The checkout: what the shopper has typed, goods held and prices locked for a quarter of an hour (K03, K05)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cart.domain import price_lock
from cart.models import Cart
from cart.queries.contents import Contents
from catalog.domain import reservations
from catalog.domain.reservations import Wanted
from catalog.errors import OutOfSeason
from catalog.queries import seasons
from commerce.kernel.ids import new_id

from ..errors import EmptyCart
from ..models import Checkout

# Who comes with the same cart at the same moment waits for the first to commit, and finds its row.
ROW = """
WITH waits AS MATERIALIZED (SELECT set_config('lock_timeout', %(wait)s, true)),
known AS MATERIALIZED (SELECT * FROM orders_checkout WHERE cart_id = %(cart)s),
made AS (
  INSERT INTO orders_checkout (public_id, cart_id, country, email, full_name, phone, street, landmark, method)
  SELECT %(id)s, %(cart)s, %(country)s, '', '', '', '', '', '' FROM waits WHERE NOT EXISTS (SELECT FROM known)
  ON CONFLICT (cart_id) DO UPDATE SET cart_id = excluded.cart_id RETURNING *)
SELECT *, false AS is_new FROM known UNION ALL SELECT *, public_id = %(id)s FROM made
"""
TYPED = ("email", "full_name", "phone", "country", "area_id", "street", "landmark", "pin", "method")


def begin(*, cart: Cart, country: str) -> Checkout:
    """The cart's checkout, made when there is none, with its goods held and its prices locked.

    Called again while the shopper is active it extends both. Raises EmptyCart, OutOfSeason, SoldOut or StockBusy.
    """
    lines = list(cart.lines.select_related("variant__product"))
    if not lines:
        raise EmptyCart(_("Your cart is empty."))
    check_seasons((line.variant.product.title, seasons.why_not(line.variant.product)) for line in lines)
    wanted = [Wanted(line.variant_id, line.quantity) for line in lines]
    with reservations.short_waits(), transaction.atomic():
        checkout = _row(cart, country)
        hold = reservations.hold_first if checkout.is_new else reservations.hold_within  # type: ignore[attr-defined]
        price_lock.lock(cart=cart, lines=lines)  # the cart before its goods, as where it is placed
        hold(checkout=checkout.public_id, wanted=wanted)
    return checkout


def _row(cart: Cart, country: str) -> Checkout:
    """The cart's row; `is_new` says whether this transaction has made it."""
    values = {"wait": reservations.LOCK_TIMEOUT, "cart": cart.pk, "country": country, "id": new_id("chk")}
    return Checkout.objects.raw(ROW, values)[0]


def check_seasons(found: Iterable[tuple[str, str]]) -> None:
    """Raises OutOfSeason for titles with words that say when they are back; those of goods in season are empty."""
    if over := [f"“{title}”: {words}" for title, words in found if words]:
        raise OutOfSeason(" ".join(over))


def remember(*, checkout: Checkout, typed: Mapping[str, Any]) -> None:
    """Keep what was typed, right or wrong, so that nothing is lost on the way."""
    known = {name: typed[name] for name in TYPED if typed.get(name) is not None}
    for name, value in known.items():
        field = Checkout._meta.get_field(name.removesuffix("_id") if name != "area_id" else "area")
        limit = getattr(field, "max_length", None)
        setattr(checkout, name, value[:limit] if isinstance(value, str) and limit else value)
    checkout.save(update_fields=[*known])


def wanted_of(contents: Contents) -> list[Wanted]:
    return [Wanted(line.variant_id, line.quantity) for line in contents.lines]
