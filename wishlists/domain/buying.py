"""Everything of a list that can be had goes into the cart; the rest is named."""

from collections.abc import Iterable
from dataclasses import dataclass

from cart.domain import basket
from cart.models import Cart
from commerce.kernel.errors import ShopError

from ..queries.shown import WishView


@dataclass(frozen=True)
class Bought:
    added: int
    skipped: list[str]


def add_all(*, wishes: Iterable[WishView], cart: Cart) -> Bought:
    """One of each. What lies in the cart already stays as it is."""
    there = set(cart.lines.values_list("variant__public_id", flat=True))
    added, skipped = 0, []
    for wish in wishes:
        if wish.variant in there and wish.variant:
            continue
        try:
            if not wish.variant:
                raise basket.NotForSale("")
            basket.add(cart=cart, variant=wish.variant)
            added += 1
        except ShopError:
            skipped.append(wish.title)
    return Bought(added, skipped)
