"""What the head of a page tells search engines: `{% canonical %}`, `{% alternates %}`."""

from typing import Any

from django import template
from django.http import HttpRequest
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
