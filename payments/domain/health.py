"""Whether the providers that the shop has keys for answer it."""

from collections.abc import Callable

from commerce.kernel import standings

from ..providers.mmg import health as mmg
from ..providers.mmg.holidays import TABLE_ENDS
from ..providers.paypal import health as paypal
from ..providers.registry import enabled
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


def missing_for_mmg() -> list[str]:
    """Settings that MMG needs and that are empty."""
    return mmg.missing()


def read_mmg_settings() -> None:
    """Raises Misconfigured for keys, hours or limits that cannot be read."""
    mmg.read_settings()


def ping_mmg() -> None:
    """Raises Misconfigured (the keys are wrong) or ProviderAway."""
    mmg.ping()


def mmg_holidays_end() -> int:
    """The last year whose movable holidays are in the table."""
    return TABLE_ENDS


# What is asked of each all the time, and its brand.
WATCHED: dict[str, tuple[str, Callable[[], object]]] = {
    "stripe": ("Stripe", ping_stripe),
    "paypal": ("PayPal", paypal_webhook_addresses),
    "mmg": ("MMG", ping_mmg),
}


def watched() -> dict[str, str]:
    """The providers in use that are asked all the time whether they answer, and their brands."""
    return {each.name: WATCHED[each.name][0] for each in enabled() if each.name in WATCHED}


def watch() -> None:
    """Ask each now. One that has not answered is stopped by its breaker before shoppers meet it, and is tried again
    without one of them."""
    for name in watched():
        standings.ask(name, WATCHED[name][1])
