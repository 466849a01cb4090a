"""What the head of a page tells search engines and messengers."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..queries import indexing

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> SafeString | str:
    """The page's own address, and that a list with a query is not to be kept."""
    request: HttpRequest | None = context.get("request")
    if request is None or context.get("status"):  # a page about an error has no address of its own
        return ""
    aside = format_html('<meta name="robots" content="{}">', "noindex,follow") if indexing.is_aside(request) else ""
    return format_html('<link rel="canonical" href="{}">{}', indexing.canonical(request), aside)


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> SafeString | str:
    request: HttpRequest | None = context.get("request")
    if request is None or context.get("status") or indexing.is_personal(request):
        return ""
    return format_html_join("", '<link rel="alternate" hreflang="{}" href="{}">', indexing.alternates(request))


@register.simple_tag(takes_context=True)
def link_card(context: dict[str, Any], title: str) -> SafeString | str:
    """How a link to a list or the front looks elsewhere (Open Graph); messengers take its address and its words from
    the rest of the head. Products and texts have cards of their own. Nothing for a list with a query, which has no
    address of its own."""
    request: HttpRequest | None = context.get("request")
    if request is None or indexing.is_aside(request):
        return ""
    words = (
        '<meta property="og:title" content="{}"><meta property="og:image" content="{}">'
        '<meta name="twitter:card" content="summary">'
    )
    return format_html(words, title, f"{settings.SITE_URL}{static('img/icon-512.png')}")
