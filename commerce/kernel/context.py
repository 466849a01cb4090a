"""What every page knows of the shop."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .page_cache.shared import is_shared

THEMES = frozenset({"light", "dark"})


def shop(request: HttpRequest) -> dict[str, Any]:
    theme = request.COOKIES.get("theme", "")
    # A page for everybody has no visitor whose token it could hold (commerce.kernel.forgery).
    without_token = {"csrf_token": "NOTPROVIDED"} if is_shared(request) else {}
    return without_token | {
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
