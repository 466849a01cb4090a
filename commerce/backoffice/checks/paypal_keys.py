"""PayPal, where it is used: complete settings, an API that takes them, webhooks that arrive."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from commerce.kernel.errors import ShopError
from payments.domain import health

from .finding import Finding, failed, passed, warned
from .safety import is_local

NEEDED = ("PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID")
LIVE, SANDBOX = "https://api-m.paypal.com", "https://api-m.sandbox.paypal.com"


def keys() -> Iterator[Finding]:
    """A shop without PayPal lacks nothing."""
    if not settings.PAYPAL_CLIENT_ID:
        return
    missing = [name for name in NEEDED if not getattr(settings, name)]
    base = settings.PAYPAL_API_BASE
    if missing:
        yield failed("PayPal keys", f"missing: {', '.join(missing)}", "Copy them from PayPal's developer pages.")
    elif base not in (LIVE, SANDBOX) and not is_local():
        host = urlsplit(base).netloc
        yield failed("PayPal keys", f"of {host}, which is not PayPal", f"Set PAYPAL_API_BASE to {LIVE}.")
    elif base == SANDBOX and not is_local():
        yield warned("PayPal keys", "of the sandbox: nobody is charged", "Set the live ones at launch.")
    elif not settings.PAYPAL_MERCHANT_ID:
        text = "the account that has to receive the money is not named"
        yield warned("PayPal keys", text, "Set PAYPAL_MERCHANT_ID to the merchant id of your account.")
    else:
        yield passed("PayPal keys", "complete")


def answer() -> Iterator[Finding]:
    if not settings.PAYPAL_CLIENT_ID:
        return
    try:
        known = health.paypal_webhook_addresses()
    except ShopError as error:
        yield failed("PayPal", f"{settings.PAYPAL_API_BASE}: {error}", "Check id, secret and the network.")
        return
    yield passed("PayPal", f"{settings.PAYPAL_API_BASE} takes the credentials")
    yield from webhooks(known)


def webhooks(known: dict[str, str]) -> Iterator[Finding]:
    """The webhook id signs what is sent: it has to be that of our address."""
    ours = f"{settings.SITE_URL}{reverse('payments:webhook', args=['paypal'])}"
    if known.get(settings.PAYPAL_WEBHOOK_ID) == ours:
        yield passed("PayPal webhooks", f"sent to {ours}")
    elif is_local():
        yield passed("PayPal webhooks", "the webhook id is set")
    else:
        text = f"{settings.PAYPAL_WEBHOOK_ID} is not registered there for {ours}"
        yield warned("PayPal webhooks", text, "Register it on PayPal's developer pages, and set its id.")
