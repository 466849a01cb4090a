"""What search engines may read, and under which address they shall keep it.

A list in another order, filtered, or further down is the same list to them: its address without a query.
"""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url

# Nobody but the visitor has business there.
PERSONAL = ("/account/", "/banners/", "/cart/", "/checkout/", "/orders/", "/pay/", "/payments/", "/staff/")
CLOSED = (*PERSONAL, "/api/", "/search/")
# Filters and orders of a list; further down they may go, to find products.
FILTERED = ("/c/*?", "/collections/*?", "/s/*?", "/sellers/*?", "/stories/*?")
FURTHER = ("/c/*?after=", "/collections/*?after=", "/s/*?after=", "/sellers/?page=", "/stories/?page=")
LISTS = frozenset(
    {"catalog:category", "catalog:collection", "catalog:search", "catalog:seller", "catalog:sellers", "content:stories"}
)
# Where a visitor came from changes nothing on the page.
TRACKING = ("utm_", "gclid", "fbclid", "msclkid")


def robots_lines() -> list[str]:
    """robots.txt. Of two rules that fit, crawlers take the longer one."""
    return [
        "User-agent: *",
        *(f"Disallow: {path}" for path in (*CLOSED, *FILTERED)),
        *(f"Allow: {path}" for path in FURTHER),
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]


def is_personal(request: HttpRequest) -> bool:
    return request.path.startswith(PERSONAL)


def canonical(request: HttpRequest) -> str:
    """The one address of this page."""
    return f"{settings.SITE_URL}{request.path}"


def is_aside(request: HttpRequest) -> bool:
    """Whether this is a list with a filter, an order or a place in its query."""
    match = request.resolver_match
    if match is None or match.view_name not in LISTS:
        return False
    return any(not name.startswith(TRACKING) for name in request.GET)


def alternates(request: HttpRequest) -> list[tuple[str, str]]:
    """(language, address) of the page in every language of the shop; empty while there is one language."""
    if len(settings.LANGUAGES) < 2:
        return []
    here = canonical(request)
    return [*((code, translate_url(here, code)) for code, _name in settings.LANGUAGES), ("x-default", here)]
