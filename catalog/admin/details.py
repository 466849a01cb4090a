"""Attributes, holds and imports."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commerce.kernel.staff import ReadOnlyAdmin, StaffAdmin, when_column

from ..models import Attribute, Category, Hold, ImportRun
from ..queries import categories


class CategoryTicks(forms.ModelMultipleChoiceField):
    """Every category to tick, set in by its depth."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{'– ' * obj.depth}{obj.name}"


class AttributeForm(forms.ModelForm):
    categories = CategoryTicks(label=_("categories"), queryset=Category.objects.order_by("path"), required=False)

    class Meta:
        model = Attribute
        fields = ["name", "code", "unit", "is_number", "is_filter", "categories"]


@admin.register(Attribute)
class AttributeAdmin(StaffAdmin):
    list_display = ["name", "code", "unit", "is_number", "is_filter"]
    list_filter = ["is_number", "is_filter"]
    search_fields = ["name", "code"]
    prepopulated_fields = {"code": ["name"]}
    form = AttributeForm

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Lists offer the details of their category first."""
        super().save_related(request, form, formsets, change)
        transaction.on_commit(categories.forget)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One that products use cannot go."""
        return super().has_delete_permission(request, obj) and bool(obj) and not obj.productattribute_set.exists()


@admin.register(Hold)
class HoldAdmin(ReadOnlyAdmin):
    list_display = [
        "checkout",
        "stock",
        "quantity",
        "state",
        when_column("created_at", _("since")),
        when_column("expires_at", _("until")),
    ]
    list_filter = ["state"]
    search_fields = ["checkout"]
    list_select_related = ["stock__variant__product"]
    ordering = ["-created_at"]


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = [
        "file_name",
        "seller",
        "state",
        "rows",
        "created",
        "changed",
        "unchanged",
        "refused",
        when_column("started_at", _("begun")),
        when_column("undone_at", _("undone")),
    ]
    list_filter = ["state", "seller"]
    search_fields = ["file_name", "public_id"]
    list_select_related = ["seller"]
    exclude = ["digest"]
