"""Which ways of paying a checkout offers."""

from commerce.kernel.money import Money

from ..providers.base import Capabilities
from ..providers.registry import enabled


def methods_for(amount: Money) -> list[Capabilities]:
    """The cards of the providers that take this amount's currency, in the order they are offered."""
    return [p.capabilities for p in enabled() if amount.currency in p.capabilities.currencies]
