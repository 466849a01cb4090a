"""Whether the providers that the shop has keys for answer it."""

from ..providers.stripe import health


def ping_stripe() -> None:
    """Raises Misconfigured (the key is wrong) or ProviderAway."""
    health.ping()


def stripe_webhook_addresses() -> set[str]:
    """Where Stripe sends its events. Raises Misconfigured or ProviderAway."""
    return health.webhook_addresses()
