"""What a phone keeps of the shop itself: style, scripts, drawings and the offline page, under their hashed names.

The worker's script holds these names, so a deployment that changes any file changes the script, and browsers fetch
everything anew.
"""

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

FILES = (
    "css/dist/shop.css", "django_htmx/htmx-2.min.js", "js/application.js",
    "img/icons.svg", "img/drawings.svg", "img/favicon.svg", "img/icon-192.png",
)  # fmt: skip
WORKER = ("js/worker/kept.js", "js/worker/answers.js")
SLOW_SECONDS = 4
MOST_PRODUCTS, MOST_ORDERS = 20, 20


def worker_script() -> str:
    """The service worker: what it works with, and the files with its code."""
    return _script(get_language() or settings.LANGUAGE_CODE, static(FILES[0]))


# A running shop's files do not change; the first file's hashed name tells one collection of files from another.
@lru_cache(maxsize=64)
def _script(language: str, style: str) -> str:
    parts = json.dumps(shell(language), ensure_ascii=False, indent=1)
    code = ", ".join(json.dumps(static(name)) for name in WORKER)
    return f"self.SHELL = {parts};\nimportScripts({code});\n"


def shell(language: str) -> dict[str, Any]:
    assets = [static(name) for name in (*FILES, *controllers())]
    offline = settings.ROOT / "templates" / "content" / "offline.html"
    known = "\n".join([*assets, *(static(name) for name in WORKER), offline.read_text(encoding="utf-8")])
    return {
        "version": hashlib.sha256(known.encode()).hexdigest()[:16],
        "language": language,
        "assets": assets,
        "offline": reverse("content:offline"),
        "slow": SLOW_SECONDS * 1000,
        "most": {"cart": 1, "order": MOST_ORDERS, "product": MOST_PRODUCTS},
        "words": {
            "offline": _("You are offline. This is from {time}."),
            "slow": _("The connection is slow. This is from {time}."),
        },
    }


def controllers() -> list[str]:
    folder = settings.ROOT / "static" / "js" / "controllers"
    return sorted(f"js/controllers/{path.name}" for path in folder.glob("*.js"))


def manifest() -> dict[str, Any]:
    """How the shop stands on a phone's first screen."""
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"}
        for size in (192, 512)
    ]
    maskable = {"src": static("img/icon-maskable-512.png"), "sizes": "512x512", "type": "image/png"}
    shortcuts = ((_("Cart"), "cart:cart"), (_("Your orders"), "orders:list"), (_("All products"), "catalog:search"))
    return {
        "id": "/",
        "name": settings.SHOP_NAME,
        "short_name": settings.SHOP_NAME[:12],
        "description": _("Many stalls under one roof: one cart, one payment, honest delivery dates."),
        "lang": get_language() or settings.LANGUAGE_CODE,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#FBF9F4",
        "theme_color": "#B3261E",
        "categories": ["shopping"],
        "icons": [
            *icons,
            {**maskable, "purpose": "maskable"},
            {"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        ],
        "shortcuts": [{"name": name, "url": reverse(view), "icons": icons[:1]} for name, view in shortcuts],
    }
