"""Questions to Stripe that move no money."""

from . import client


def ping() -> None:
    """Whether the API takes our key. Raises Misconfigured or ProviderAway."""
    client.call(client.sdk().v1.accounts.retrieve_current)


def webhook_addresses() -> set[str]:
    """Where Stripe sends events of our account. Raises Misconfigured or ProviderAway."""
    return {row["url"] for row in client.call(client.sdk().v1.webhook_endpoints.list).get("data", [])}
