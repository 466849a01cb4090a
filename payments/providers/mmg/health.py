"""Questions about MMG that move no money."""

from django.conf import settings

from ...errors import Misconfigured
from . import client, keys
from .adapter import bank_window

NEEDED = (
    "MMG_SECRET_KEY", "MMG_CLIENT_ID", "MMG_PUBLIC_KEY", "MMG_PRIVATE_KEY", "MMG_API_KEY", "MMG_PASSWORD",
    "MMG_WSS_KEY", "MMG_WSS_SECRET",
)  # fmt: skip


def missing() -> list[str]:
    """Settings that MMG needs and that are empty."""
    return [name for name in NEEDED if not getattr(settings, name)]


def read_settings() -> None:
    """Read what is only read when it is needed. Raises Misconfigured."""
    keys.public_key()
    keys.private_key()
    try:
        bank_window()
    except ValueError as error:
        raise Misconfigured(f"MMG_WINDOW, MMG_CLOSED_DAYS or MMG_HOLIDAYS: {error}") from error
    least, most = settings.MMG_LIMITS
    if not 0 < least <= most:
        raise Misconfigured("MMG_LIMITS names no amount")


def ping() -> None:
    """Whether the merchant API takes our keys. Raises Misconfigured or ProviderAway."""
    client.balance()
