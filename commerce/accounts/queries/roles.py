"""Who somebody is. Roles: staff, seller (vendors.sellers.queries.members), shopper (everyone)."""

from typing import Any


def is_staff(user: Any) -> bool:
    """Whether `user` (perhaps anonymous) is an active member of staff."""
    return bool(user.is_authenticated and user.is_active and user.is_staff)
