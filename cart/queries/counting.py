"""How many things lie in a cart."""

from django.db.models import Sum

from ..models import Cart


def units_in(cart: Cart | None) -> int:
    return cart.lines.aggregate(units=Sum("quantity"))["units"] or 0 if cart else 0
