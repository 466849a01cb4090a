"""Whether the providers that the shop has keys for answer it."""

from ..providers.paypal import health as paypal
from ..providers.stripe import health


def ping_stripe() -> None:
    """Raises Misconfigured (the key is wrong) or ProviderAway."""
    health.ping()


def stripe_webhook_addresses() -> set[str]:
    """Where Stripe sends its events. Raises Misconfigured or ProviderAway."""
    return health.webhook_addresses()


def paypal_webhook_addresses() -> dict[str, str]:
    """Where PayPal sends its events, by webhook id. Raises Misconfigured (wrong credentials) or ProviderAway."""
    return paypal.webhook_addresses()
