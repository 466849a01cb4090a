"""The staff site. A stranger, a shopper and a seller see none of it."""

from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from commerce.kernel.staff.access import is_staff

from .views import bulk, desks, money, operations, saved_views, sheets


class StaffSite(AdminSite):
    site_header = _("Stabroek staff")
    site_title = _("Staff")
    index_title = _("Desks")
    enable_nav_sidebar = False
    empty_value_display = ""

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")
        self.add_action(sheets.download, "download")

    def has_permission(self, request: HttpRequest) -> bool:
        return is_staff(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's guard behind ours: who is no staff never reaches a view, and never learns which exist."""
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                return self.turn_away(request)
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, view)

    def turn_away(self, request: HttpRequest) -> HttpResponse:
        """The shop's own sign-in page for a visitor; "no such page" for everybody else."""
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path(), login_url=reverse("account_login"))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(reverse("admin:index"), login_url=reverse("account_login"))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().index(request, {**desks.context(), **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        guard = self.admin_view
        return [
            path("views/", guard(saved_views.create), name="saved_views"),
            path("views/<int:pk>/deletion/", guard(saved_views.delete), name="saved_view_deletion"),
            path("sheets/<slug:app>/<slug:model>/", guard(sheets.filtered), {"site": self}, name="sheet"),
            path("money/", guard(money.page), {"site": self}, name="money"),
            path("money/proof/", guard(money.prove), name="money_proof"),
            path("operations/", guard(operations.page), {"site": self}, name="operations"),
            path("operations/counting/", guard(operations.counting), {"site": self}, name="operations_counting"),
            path("bulk/<slug:public_id>/", guard(bulk.page), {"site": self}, name="bulk"),
            path("bulk/<slug:public_id>/application/", guard(bulk.apply), {"site": self}, name="bulk_application"),
            path("bulk/<slug:public_id>/reversal/", guard(bulk.undo), name="bulk_reversal"),
            *super().get_urls(),
        ]

    def begin_bulk(self, request: HttpRequest, kind: str, products: QuerySet[Any]) -> HttpResponse:
        """Keep the chosen products and go to the page that asks what shall become of them."""
        return bulk.begin(request, kind=kind, products=products)
