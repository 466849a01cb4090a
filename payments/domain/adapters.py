"""The door for a provider that an app above brings along: the values that an adapter speaks in, and where it says
that it is there. Providers of the shop itself live in `payments.providers`."""

from ..providers.base import Capabilities, Charge, Fetched, Notice, Provider, Refunded, RefundOrder, Started
from ..providers.registry import bring

__all__ = [
    "Capabilities",
    "Charge",
    "Fetched",
    "Notice",
    "Provider",
    "RefundOrder",
    "Refunded",
    "Started",
    "bring",
]
