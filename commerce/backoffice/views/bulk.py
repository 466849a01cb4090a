"""The pages of a bulk change: what shall happen, what would happen, done, undone."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from catalog.models import Product
from commerce.kernel.errors import ShopError
from commerce.kernel.staff import actor_of, note_many

from ..domain import bulk
from ..forms import FORMS
from ..models import BulkChange, BulkState

ROWS_SHOWN = 200


def begin(request: HttpRequest, *, kind: str, products: QuerySet[Any]) -> HttpResponse:
    """From a list: keep what was ticked, and ask. A status chosen in the list arrives as `kind` "status:active"."""
    kind, _colon, preset = kind.partition(":")
    try:
        ids = products.order_by("pk").values_list("pk", flat=True)[: bulk.MOST_PRODUCTS + 1]
        change = bulk.draft(owner=request.user, kind=kind, product_ids=ids)  # type: ignore[arg-type]
    except ShopError as error:
        messages.error(request, str(error.message))
        return redirect("admin:catalog_product_changelist")
    response = redirect("admin:bulk", change.public_id)
    if preset:
        response.headers["Location"] += f"?{kind}={preset}"
    return response


def page(request: HttpRequest, public_id: str, site: AdminSite) -> HttpResponse:
    """The form, and under it the preview of what was typed; for an applied change, what it did."""
    change = bulk.of(public_id=public_id)
    form = FORMS[change.kind](request.GET or None)
    plan = None
    if change.state == BulkState.DRAFT and request.GET and form.is_valid():
        plan = bulk.preview(change=change, values=form.values())
    return shown(request, site, change, form, plan)


@require_POST
def apply(request: HttpRequest, public_id: str, site: AdminSite) -> HttpResponse:
    change = bulk.of(public_id=public_id)
    form = FORMS[change.kind](request.POST)
    if not form.is_valid():
        return shown(request, site, change, form, None)
    try:
        change = bulk.apply(
            change=change,
            values=form.values(),
            digest=request.POST.get("digest", ""),
            actor=actor_of(request),
            now=timezone.now(),
        )
    except ShopError as error:
        form.add_error(None, str(error.message))
        plan = bulk.preview(change=change, values=form.values()) if change.state == BulkState.DRAFT else None
        return shown(request, site, change, form, plan)
    note(request, change, _("Changed with others: %(what)s (%(id)s)"))
    count = len(change.steps)
    messages.success(request, ngettext("%(n)s row changed.", "%(n)s rows changed.", count) % {"n": count})
    return redirect("admin:bulk", change.public_id)


@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    change = bulk.of(public_id=public_id)
    try:
        stayed = bulk.undo(change=change, actor=actor_of(request), now=timezone.now())
    except ShopError as error:
        messages.error(request, str(error.message))
        return redirect("admin:bulk", change.public_id)
    note(request, change, _("Undone with others: %(what)s (%(id)s)"))
    messages.success(request, _("Undone."))
    if stayed:
        words = ngettext("%(n)s row was changed since and stays.", "%(n)s rows were changed since and stay.", stayed)
        messages.warning(request, words % {"n": stayed})
    return redirect("admin:bulk", change.public_id)


def note(request: HttpRequest, change: BulkChange, words: str) -> None:
    """A line in the history of every product that was chosen."""
    values = {"what": change.get_kind_display(), "id": change.public_id}
    note_many(request, Product.objects.filter(pk__in=change.product_ids), words % values)


def shown(request: HttpRequest, site: AdminSite, change: BulkChange, form: Any, plan: bulk.Plan | None) -> HttpResponse:
    context = {
        **site.each_context(request),
        "title": _("Change %(what)s of many products") % {"what": change.get_kind_display()},
        "change": change,
        "form": form,
        "plan": plan,
        "steps": plan.changing[:ROWS_SHOWN] if plan else [],
        "more": max(len(plan.changing) - ROWS_SHOWN, 0) if plan else 0,
        "opts": BulkChange._meta,
    }
    return TemplateResponse(request, "admin/bulk.html", context, status=422 if form.is_bound and form.errors else 200)
