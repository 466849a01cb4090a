"""What the staff templates ask for: saved views of a list, its sheet's address, ages in words."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.timesince import timesince

from ..domain import saved_views
from ..views.saved_views import address_of

register = template.Library()


@register.inclusion_tag("admin/_saved_views.html", takes_context=True)
def saved_views_of(context: dict[str, Any], cl: Any) -> dict[str, Any]:
    """Links to the views of a list that the user may see, and the form that keeps the present one."""
    request = context["request"]
    model = cl.opts.label_lower
    query = saved_views.without_page(request.GET.urlencode())
    views = list(saved_views.visible_to(request.user, model))
    for view in views:
        view.address = address_of(view)  # type: ignore[attr-defined]
        view.is_open = view.query == query  # type: ignore[attr-defined]
        view.is_mine = view.owner_id == request.user.pk  # type: ignore[attr-defined]
    return {
        "views": views,
        "model": model,
        "query": query,
        "sheet_query": request.GET.urlencode(),
        "app": cl.opts.app_label,
        "table": cl.opts.model_name,
        "is_new": bool(query) and not any(view.query == query for view in views),
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def age(moment: datetime | None) -> str:
    """How long ago, in its largest unit ("3 days")."""
    return timesince(moment, depth=1) if moment else ""
