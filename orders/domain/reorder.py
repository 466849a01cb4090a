"""The same again: what can still be had goes into the cart; what cannot is named."""

from dataclasses import dataclass

from cart.domain import basket
from cart.models import Cart
from commerce.kernel.errors import ShopError

from ..models import Order


@dataclass(frozen=True)
class Reordered:
    added: int
    skipped: list[str]


def reorder(*, order: Order, cart: Cart) -> Reordered:
    """Put an order's lines into a cart, skipping what is gone."""
    added, skipped = 0, []
    for line in order.lines.select_related("variant"):
        try:
            if line.variant is None:
                raise basket.NotForSale("")
            basket.add(cart=cart, variant=line.variant.public_id, quantity=line.quantity)
            added += 1
        except ShopError:
            skipped.append(line.product_title)
    return Reordered(added, skipped)
