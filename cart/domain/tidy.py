"""Carts that nobody came back to."""

from ..models import Cart
from ..queries.expiry import expired

AT_A_TIME = 500


def forget_expired() -> int:
    """Delete carts past their time, a few hundred at a time; returns how many."""
    found = list(expired().order_by("updated_at").values_list("pk", flat=True)[:AT_A_TIME])
    return expired().filter(pk__in=found).delete()[1].get(Cart._meta.label, 0)
