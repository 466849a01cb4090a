"""`{% structured_way %}`: the way to a list in schema.org's words, from the breadcrumb that its page shows anyway."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from commerce.kernel.structured import script

from ..queries.structured_ways import breadcrumbs

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_way(context: dict[str, Any]) -> SafeString:
    """Nothing for a list with a query, which search engines do not keep (see marketing.content)."""
    request, way = context.get("request"), context.get("breadcrumb")
    return script([] if request is None or request.GET or not way else [breadcrumbs(way)])
