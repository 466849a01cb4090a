"""What every page knows of the shop."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .page_cache.shared import is_shared

THEMES = frozenset({"light", "dark"})


@dataclass(frozen=True)
class Shop:
    """`currency` and `country` are ISO codes, `contact` a mail address."""

    name: str
    currency: str
    country: str
    contact: str


def shop(request: HttpRequest) -> dict[str, Any]:
    theme = request.COOKIES.get("theme", "")
    # A page for everybody has no visitor whose token it could hold (commerce.kernel.forgery).
    without_token = {"csrf_token": "NOTPROVIDED"} if is_shared(request) else {}
    return without_token | {
        "shop": Shop(settings.SHOP_NAME, settings.SHOP_CURRENCY, settings.SHOP_COUNTRY, settings.SHOP_CONTACT),
        "site_url": settings.SITE_URL,
        "theme": theme if theme in THEMES else "",
        "mailbox_url": settings.MAILBOX_URL,
    }
