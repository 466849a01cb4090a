"""The providers this shop can use: those it has keys for, and those that an app brought along."""

from collections.abc import Callable

from django.conf import settings

from commerce.kernel.errors import NotFound

from .base import Provider
from .mmg.adapter import MmgProvider
from .paypal.adapter import PayPalProvider
from .stripe.adapter import StripeProvider

# The setting that switches each on, in the order they are offered.
OWN: dict[str, Callable[[], Provider]] = {
    "STRIPE_SECRET_KEY": StripeProvider,
    "PAYPAL_CLIENT_ID": PayPalProvider,
    "MMG_MERCHANT_ID": MmgProvider,
}
OWN_NAMES = frozenset({StripeProvider.name, PayPalProvider.name, MmgProvider.name})

_brought: dict[str, Provider] = {}


def bring(adapter: Provider) -> None:
    """Add an adapter under its name, once a process. Raises ValueError for a name that is taken."""
    name = adapter.name
    known = _brought.get(name)
    if name in OWN_NAMES or (known and type(known) is not type(adapter)):
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
    return [*(make() for key, make in OWN.items() if getattr(settings, key)), *_brought.values()]
