"""The providers this shop can use: those it has keys for, and those that an app of the roof brought along."""

from django.conf import settings

from commerce.kernel.errors import NotFound

from .base import Provider
from .stripe.adapter import StripeProvider

_brought: dict[str, Provider] = {}


def bring(adapter: Provider) -> None:
    """Add an adapter under its name, once a process. Raises ValueError for a name that is taken."""
    name = adapter.name
    known = _brought.get(name)
    if name == StripeProvider.name or (known and type(known) is not type(adapter)):
        raise ValueError(f"two providers are called {name}")
    _brought[name] = adapter


def provider(name: str) -> Provider:
    """The adapter called `name`. Raises NotFound when the shop does not use it."""
    for found in enabled():
        if found.name == name:
            return found
    raise NotFound(f"{name} is not switched on")


def enabled() -> list[Provider]:
    """All providers that can be asked, in the order they are offered. One without currencies is never offered."""
    return [*([StripeProvider()] if settings.STRIPE_SECRET_KEY else []), *_brought.values()]
