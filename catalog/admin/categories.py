"""The tree of categories: its order by numbers, its branches by an act."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import Act, ActsMixin, RefusalsMixin, StaffAdmin

from ..domain import categories
from ..domain.categories import CHANGEABLE
from ..models import Category
from .product_forms import CategoryChoice


class MoveForm(forms.Form):
    parent = CategoryChoice(
        label=gettext_lazy("Below"),
        queryset=Category.objects.order_by("path"),
        required=False,
        empty_label=gettext_lazy("nothing: at the top"),
    )


def in_order() -> list[int]:
    """Ids as the shop shows the tree: each category, then its children by position and name."""
    children: dict[int | None, list[int]] = {}
    for key, parent in Category.objects.order_by("position", "name").values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(key)

    def below(parent: int | None) -> list[int]:
        return [key for child in children.get(parent, []) for key in (child, *below(child))]

    return below(None)


class Tree(ChangeList):
    """Always in the order of the tree: any other would tear branches apart."""

    def get_ordering(self, request: HttpRequest, queryset: Any) -> list[Any]:
        return ["place"]

    @property
    def is_whole(self) -> bool:
        """Whether every category is on this page, so that siblings can be numbered anew from what is seen."""
        return not (self.query or self.get_filters_params() or self.multi_page)


@admin.register(Category)
class CategoryAdmin(ActsMixin, RefusalsMixin, StaffAdmin):
    list_display = ["in_tree", "position", "slug", "is_active"]
    list_display_links = ["in_tree"]
    list_editable = ["position", "is_active"]
    list_filter = ["is_active", "depth"]
    list_per_page = 500
    ordering = ["path"]
    sortable_by = ()
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fields = [
        "name",
        "slug",
        "parent",
        "position",
        "is_active",
        "ground",
        "description",
        "seo_title",
        "seo_description",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        order = [When(pk=key, then=Value(place)) for place, key in enumerate(in_order())]
        place = Case(*order, output_field=IntegerField()) if order else Value(0)
        return super().get_queryset(request).annotate(place=place)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Tree

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A branch moves by its act, which keeps every path below it right."""
        return ["parent"] if obj else []

    @admin.display(description=gettext_lazy("category"), ordering="place")
    def in_tree(self, category: Category) -> Any:
        words = '<span class="depth-{}" data-depth="{}" data-parent="{}">{}</span>'
        return format_html(words, min(category.depth, 5), category.depth, category.parent_id or "", category.name)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only an empty one can go; the rest is switched off."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and not obj.children.exists() and not obj.products.exists()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        typed = form.cleaned_data
        if change:
            values = {name: typed[name] for name in form.changed_data if name in CHANGEABLE}
            categories.update_category(category=Category.objects.get(pk=obj.pk), **values)
            return
        made = categories.create_category(**typed)
        obj.__dict__.update(made.__dict__)

    def acts(self, request: HttpRequest, obj: Category) -> list[Act]:
        def run(request: HttpRequest, values: dict[str, Any]) -> str:
            categories.move_category(category=obj, parent=values["parent"])
            return _("The branch has moved.")

        words = _("The category moves with everything below it. Products stay in it; addresses do not change.")
        return [Act("move", _("Move"), words, run, MoveForm)]
