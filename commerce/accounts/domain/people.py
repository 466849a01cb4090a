"""What people may change about themselves."""

from ..models import User


def rename(*, user: User, full_name: str, phone: str) -> None:
    """Set name and phone (E.164, or empty)."""
    User.objects.filter(pk=user.pk).update(full_name=full_name, phone=phone)
