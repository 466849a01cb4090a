"""Stock that is sold, as an order that is paid sells it."""

from collections.abc import Iterable

from django.db import transaction

from catalog.domain import reservations
from catalog.domain.reservations import Wanted


def sell(*, checkout: str, wanted: Iterable[Wanted], actor: str = "test") -> None:
    """What was held for the checkout, and more; nothing when SoldOut is raised."""
    with transaction.atomic():
        reservations.allocate(checkout=checkout, wanted=wanted, actor=actor)
