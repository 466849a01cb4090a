"""Questions to PayPal that move no money."""

from . import client

WEBHOOKS = "/v1/notifications/webhooks"


def webhook_addresses() -> dict[str, str]:
    """Where PayPal sends events of our account: webhook id to address. Raises Misconfigured or ProviderAway."""
    return {str(row["id"]): str(row["url"]) for row in client.call("GET", WEBHOOKS).get("webhooks", [])}
