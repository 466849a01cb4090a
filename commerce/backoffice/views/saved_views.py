"""Saving and deleting a view of a list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commerce.kernel.errors import Refused

from ..domain import saved_views
from ..models import SavedView


def address_of(view: SavedView) -> str:
    """The list with the view's filters."""
    page = reverse(f"admin:{view.model.replace('.', '_')}_changelist")
    return f"{page}?{view.query}" if view.query else page


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    typed = request.POST
    try:
        view = saved_views.save(
            owner=request.user,  # type: ignore[arg-type]
            model=typed.get("model", ""),
            name=typed.get("name", ""),
            query=typed.get("query", ""),
            is_shared="is_shared" in typed,
        )
    except Refused as error:
        messages.error(request, str(error.message))
        return redirect("admin:index")
    messages.success(request, _("The view “%(name)s” is kept.") % {"name": view.name})
    return redirect(address_of(view))


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    view = saved_views.delete(owner=request.user, pk=pk)  # type: ignore[arg-type]
    messages.success(request, _("The view “%(name)s” is gone. The list is as it was.") % {"name": view.name})
    return redirect(f"admin:{view.model.replace('.', '_')}_changelist")
