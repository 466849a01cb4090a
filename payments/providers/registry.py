"""The providers this shop has keys for."""

from django.conf import settings

from commerce.kernel.errors import NotFound

from .base import Provider
from .stripe.adapter import StripeProvider


def provider(name: str) -> Provider:
    """The adapter called `name`. Raises NotFound when the shop does not use it."""
    for found in enabled():
        if found.capabilities.name == name:
            return found
    raise NotFound(f"{name} is not switched on")


def enabled() -> list[Provider]:
    """All providers with keys, in the order they are offered."""
    return [StripeProvider()] if settings.STRIPE_SECRET_KEY else []
