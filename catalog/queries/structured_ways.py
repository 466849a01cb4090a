"""What search engines are told of the shop itself and of the way to a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse


def of_front() -> list[dict[str, Any]]:
    """Who runs the market, and where its search is."""
    site = f"{settings.SITE_URL}/"
    search = f"{settings.SITE_URL}{reverse('catalog:search')}?q={{search_term_string}}"
    logo = f"{settings.SITE_URL}{static('img/icon-512.png')}"
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": search},
        "query-input": "required name=search_term_string",
    }
    market = {"@type": "Organization", "@id": f"{site}#market", "name": settings.SHOP_NAME, "url": site, "logo": logo}
    if settings.SHOP_CONTACT:
        market |= {"email": settings.SHOP_CONTACT}
    about = {"name": settings.SHOP_NAME, "url": site, "publisher": {"@id": f"{site}#market"}, "potentialAction": action}
    return [market, {"@type": "WebSite", "@id": f"{site}#site", **about}]


def breadcrumbs(way: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """The way here; its last step is this page and needs no address."""
    steps = []
    for position, step in enumerate(way, start=1):
        item = {"@type": "ListItem", "position": position, "name": step["name"]}
        steps.append(item | {"item": f"{settings.SITE_URL}{step['url']}"} if step["url"] else item)
    return {"@type": "BreadcrumbList", "itemListElement": steps}
