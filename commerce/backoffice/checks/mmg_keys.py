"""MMG: a whole package of keys that can be read, an API that takes them, holidays that are known."""

from collections.abc import Iterator

from django.conf import settings

from commerce.kernel.clock import database_now
from commerce.kernel.errors import ShopError
from payments.domain import health

from .finding import Finding, failed, passed, warned


def keys() -> Iterator[Finding]:
    if not settings.MMG_MERCHANT_ID:
        yield passed("MMG keys", "none: MMG is switched off")
        return
    if missing := health.missing_for_mmg():
        yield failed(
            "MMG keys", f"missing: {', '.join(missing)}", "Copy them from the package of MMG's merchant services."
        )
        return
    try:
        health.read_mmg_settings()
    except ShopError as error:
        yield failed("MMG keys", str(error), "Set what the line names anew.")
        return
    yield passed("MMG keys", f"of merchant {settings.MMG_MERCHANT_ID}")


def answer() -> Iterator[Finding]:
    if not settings.MMG_MERCHANT_ID:
        return
    try:
        health.ping_mmg()
    except ShopError as error:
        yield failed("MMG", f"{settings.MMG_API_URL}: {error}", "Check the keys of the merchant API and the network.")
        return
    yield passed("MMG", f"{settings.MMG_API_URL} takes the keys")


def holidays() -> Iterator[Finding]:
    """The moon's holidays are a table, and a table ends."""
    if not settings.MMG_MERCHANT_ID:
        return
    known_to = health.mmg_holidays_end()
    if known_to > database_now().year:
        yield passed("MMG holidays", f"known to the end of {known_to}")
    else:
        todo = "Add the coming year's Phagwah, Eid-ul-Adha, Youman-Nabi and Deepavali with MMG_HOLIDAYS."
        yield warned("MMG holidays", f"those of the moon are known to the end of {known_to}", todo)
