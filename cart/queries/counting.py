"""How many things lie in a cart."""

from django.db.models import Sum

from ..models import Cart


def units_in(cart: Cart | None) -> int:
    if cart is None:
        return 0
    if cart.units is not None:
        return cart.units
    return cart.lines.aggregate(units=Sum("quantity"))["units"] or 0
