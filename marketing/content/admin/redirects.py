"""Redirects: one by one, or many from a file."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.errors import ShopError
from commerce.kernel.staff import RefusalsMixin, StaffAdmin, badge, note_many, when_column

from ..domain import redirect_import, redirects
from ..models import Redirect
from .forms import FileForm, RedirectForm


class GoneFilter(admin.SimpleListFilter):
    title = gettext_lazy("answer")
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("moved", gettext_lazy("moved for good")),
            ("meanwhile", gettext_lazy("moved for a while")),
            ("gone", gettext_lazy("gone")),
            ("unused", gettext_lazy("never used")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen: dict[str, dict[str, Any]] = {
            "moved": {"new_path__gt": "", "is_temporary": False},
            "meanwhile": {"is_temporary": True},
            "gone": {"new_path": ""},
            "unused": {"hits": 0},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))


@admin.register(Redirect)
class RedirectAdmin(RefusalsMixin, StaffAdmin):
    form = RedirectForm
    list_display = ["old_path", "leads_to", "answer", "hits", when_column("last_used_at", gettext_lazy("last used"))]
    list_filter = [GoneFilter]
    search_fields = ["old_path", "new_path"]
    ordering = ["-hits", "old_path"]
    readonly_fields = ["hits", "last_used_at", "created_at"]
    fields = ["old_path", "new_path", "is_temporary", "hits", "last_used_at", "created_at"]
    change_list_template = "admin/content/redirect/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="content_redirect_import"), *super().get_urls()]

    @admin.display(description=gettext_lazy("leads to"), ordering="new_path")
    def leads_to(self, redirect: Redirect) -> Any:
        return redirect.new_path or badge("stop", _("gone"))

    @admin.display(description=gettext_lazy("answer"))
    def answer(self, redirect: Redirect) -> int:
        return redirect.status

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        kept = Redirect.objects.get(pk=obj.pk) if change else None
        typed = {name: form.cleaned_data[name] for name in ("old_path", "new_path", "is_temporary")}
        saved = redirects.save_redirect(**typed, redirect=kept)
        obj.__dict__.update(saved.__dict__)

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
        context: dict[str, Any] = {}
        if form.is_valid():
            try:
                done = redirect_import.import_redirects(content=form.cleaned_data["file"].read())
                note_many(request, [*done.added, *done.changed], _("Imported from a file."))
                context["outcome"] = done
            except ShopError as error:
                form.add_error("file", str(error.message))
        context |= {
            **self.admin_site.each_context(request),
            "form": form,
            "opts": self.opts,
            "title": _("Import redirects"),
        }
        return TemplateResponse(
            request, "admin/content/redirect/import.html", context, status=422 if form.errors else 200
        )
