"""Who may act for which seller."""

from typing import Any

from django.db.models import QuerySet

from ..models import Seller


def sellers_of(user: Any) -> QuerySet[Seller]:
    """The sellers that `user` (perhaps anonymous) works for; suspended ones too, since their orders go on."""
    if not user.is_authenticated or not user.is_active:
        return Seller.objects.none()
    return Seller.objects.filter(members__user=user)


def is_seller(user: Any) -> bool:
    return sellers_of(user).exists()
