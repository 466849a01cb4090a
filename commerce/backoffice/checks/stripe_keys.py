"""Stripe: keys of one kind, an API that takes them, webhooks that arrive."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from commerce.kernel.errors import ShopError
from payments.domain import health

from .finding import Finding, failed, passed, warned
from .safety import is_local

SHAPES = {
    "STRIPE_SECRET_KEY": re.compile(r"^[sr]k_(test|live)_\w+"),
    "STRIPE_PUBLISHABLE_KEY": re.compile(r"^pk_(test|live)_\w+"),
    "STRIPE_WEBHOOK_SECRET": re.compile(r"^whsec_\w+"),
}


def mode(name: str) -> str:
    """ "test" or "live", as the key's own name says; "" for one of another shape."""
    found = SHAPES[name].match(getattr(settings, name))
    return found.group(1) if found and found.groups() else ""


def keys() -> Iterator[Finding]:
    given = [name for name in SHAPES if getattr(settings, name)]
    if not given:
        yield warned("Stripe keys", "none: Stripe is switched off", "Set the three STRIPE_ keys to take cards.")
        return
    wrong = [name for name in SHAPES if not SHAPES[name].match(getattr(settings, name))]
    if wrong:
        yield failed(
            "Stripe keys", f"missing or not of their shape: {', '.join(wrong)}", "Copy them from the dashboard."
        )
        return
    modes = {mode("STRIPE_SECRET_KEY"), mode("STRIPE_PUBLISHABLE_KEY")}
    if len(modes) > 1:
        yield failed("Stripe keys", "one is for tests, the other is live", "Take both from the same mode.")
    elif modes == {"test"} and not is_local():
        yield warned("Stripe keys", "of the test mode: no card is charged", "Set the live keys at launch.")
    else:
        yield passed("Stripe keys", f"of the {modes.pop()} mode")


def answer() -> Iterator[Finding]:
    if not settings.STRIPE_SECRET_KEY:
        return
    try:
        health.ping_stripe()
    except ShopError as error:
        yield failed("Stripe", f"{settings.STRIPE_API_BASE}: {error}", "Check the secret key and the network.")
        return
    yield passed("Stripe", f"{settings.STRIPE_API_BASE} takes the key")
    yield from webhooks()


def webhooks() -> Iterator[Finding]:
    """With a secret but no endpoint of ours, a forwarder may still bring the events; without both they are lost."""
    ours = f"{settings.SITE_URL}{reverse('payments:webhook', args=['stripe'])}"
    try:
        known = health.stripe_webhook_addresses()
    except ShopError:
        known = set()
    if ours in known:
        yield passed("Stripe webhooks", f"sent to {ours}")
    elif is_local():
        yield passed("Stripe webhooks", "the signing secret is set")
    else:
        yield warned("Stripe webhooks", "no endpoint is registered there", f"Register {ours} in Stripe's dashboard.")
