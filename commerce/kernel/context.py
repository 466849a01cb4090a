"""What every page knows of the shop."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .forgery import needs_token

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
    without_token = {} if needs_token(request) else {"csrf_token": "NOTPROVIDED"}
    return without_token | {
        "shop": Shop(settings.SHOP_NAME, settings.SHOP_CURRENCY, settings.SHOP_COUNTRY, settings.SHOP_CONTACT),
        "site_url": settings.SITE_URL,
        "theme": theme if theme in THEMES else "",
        "mailbox_url": settings.MAILBOX_URL,
    }
