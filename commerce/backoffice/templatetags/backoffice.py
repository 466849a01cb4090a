"""What the staff templates ask for: saved views of a list, its sheet's address, ages in words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from ..domain import saved_views
from ..views.saved_views import address_of

register = template.Library()
# The lists that people go to all day; the rest is on the first page.
DAILY = (
    (_("Desks"), "index"),
    (_("Orders"), "orders_order_changelist"),
    (_("Parcels"), "orders_sellerorder_changelist"),
    (_("Products"), "catalog_product_changelist"),
    (_("Stock"), "catalog_stocklevel_changelist"),
    (_("Categories"), "catalog_category_changelist"),
    (_("Stalls"), "sellers_seller_changelist"),
    (_("People"), "accounts_user_changelist"),
    (_("Payments"), "payments_payment_changelist"),
    (_("Money proof"), "money"),
    (_("Jobs"), "jobs_job_changelist"),
    (_("Operations"), "operations"),
)


@register.inclusion_tag("admin/_daily.html", takes_context=True)
def daily_lists(context: dict[str, Any]) -> dict[str, Any]:
    """The bar below the header; the list one is in is marked."""
    here = context["request"].path
    home = reverse("admin:index")
    links = [(label, reverse(f"admin:{name}")) for label, name in DAILY]
    return {"links": [(label, url, here == url if url == home else here.startswith(url)) for label, url in links]}


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
        "has_filters": cl.has_filters,
        "is_new": bool(query) and not any(view.query == query for view in views),
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def labelled(cells: Iterable[Any], headers: list[dict[str, Any]]) -> list[SafeString]:
    """The cells of a row with the name of their column in `data-label`, for lists that are cards on phones."""
    return [with_label(str(cell), str(header["text"])) for cell, header in zip(cells, headers, strict=True)]


def with_label(cell: str, text: str) -> SafeString:
    label = "" if "<" in text else conditional_escape(capfirst(text))
    # The cell is Django's own markup: "<td…" or "<th…".
    return mark_safe(f'{cell[:3]} data-label="{label}"{cell[3:]}')  # noqa: S308


@register.filter
def age(moment: datetime | None) -> str:
    """How long ago, in its largest unit ("3 days")."""
    return timesince(moment, depth=1) if moment else ""
