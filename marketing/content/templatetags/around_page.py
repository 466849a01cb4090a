"""What stands around every page: `{% banner "home" %}`, `{% footer_pages "market" %}`.

Both read one value of the cache, once a page. A page without a banner pays nothing else.
"""

from functools import lru_cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.kernel.templatetags.parts import part_of

from ..queries import around as kept
from ..queries.around import Around, FooterLink
from ..views.closed import closed_by

register = template.Library()


@register.simple_tag(takes_context=True)
def banner(context: dict[str, Any], placement: str) -> str:
    request: HttpRequest | None = context.get("request")
    if request is None:
        return ""
    shown = of_page(request).banner(placement, closed=frozenset(closed_by(request)))
    return part_of("content/_banner.html", ("banner",), (shown,)) if shown else ""


@register.simple_tag(takes_context=True)
def footer_pages(context: dict[str, Any], column: str) -> list[FooterLink]:
    """Links that staff chose for this column; stories and collections stand under Market once there
    is one."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    found = of_page(request)
    own = market_links(found.has_collections, found.has_stories, get_language()) if column == "market" else ()
    return [*own, *(link for link in found.footer if link.column == column)]


@lru_cache
def market_links(has_collections: bool, has_stories: bool, _language: str | None) -> tuple[FooterLink, ...]:
    lists = [
        (has_collections, _("Collections"), "catalog:collections"),
        (has_stories, _("Stories"), "content:stories"),
    ]
    return tuple(FooterLink(title, reverse(name), "market") for is_there, title, name in lists if is_there)


def of_page(request: HttpRequest) -> Around:
    """Read once a request."""
    if not hasattr(request, "content_around"):
        request.content_around = kept.around()  # type: ignore[attr-defined]
    return request.content_around  # type: ignore[attr-defined]
