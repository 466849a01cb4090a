"""What every page knows of the shop."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

THEMES = frozenset({"light", "dark"})


def shop(request: HttpRequest) -> dict[str, Any]:
    theme = request.COOKIES.get("theme", "")
    return {
        "shop": {
            "name": settings.SHOP_NAME,
            "currency": settings.SHOP_CURRENCY,
            "country": settings.SHOP_COUNTRY,
            "contact": settings.SHOP_CONTACT,
        },
        "site_url": settings.SITE_URL,
        "theme": theme if theme in THEMES else "",
        "mailbox_url": settings.MAILBOX_URL,
    }
