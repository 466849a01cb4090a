"""The desk of collections: their order by numbers, what a rule would find before it is saved, products by hand."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commerce.kernel.staff import Act, ActsMixin, Notice, RefusalsMixin, StaffAdmin, StaffTabular, when_column

from ..domain import collections
from ..models import Collection, CollectionItem
from ..models.collection import CollectionKind
from ..queries import collection_preview, find_products
from .collection_forms import RULE, AddForm, CollectionForm, ItemForm


class Items(StaffTabular):
    """Added by the act; here they get their numbers and go."""

    model = CollectionItem
    form = ItemForm
    fields = ["thing", "position"]
    readonly_fields = ["thing"]
    max_num = 0
    verbose_name = gettext_lazy("product")
    verbose_name_plural = gettext_lazy("products, in their order")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[CollectionItem]:
        return super().get_queryset(request).select_related("product")

    @admin.display(description=gettext_lazy("product"))
    def thing(self, item: CollectionItem) -> Any:
        page = reverse("admin:catalog_product_change", args=[item.product_id])
        return format_html('<a href="{}">{}</a>', page, item.product.title)


@admin.register(Collection)
class CollectionAdmin(ActsMixin, RefusalsMixin, StaffAdmin):
    form = CollectionForm
    list_display = [
        "name", "position", "is_active", "is_featured", "kind", "chosen",
        when_column("shown_from", gettext_lazy("shown from")), when_column("shown_until", gettext_lazy("shown until")),
    ]  # fmt: skip
    list_editable = ["position", "is_active", "is_featured"]
    list_filter = ["kind", "is_active", "is_featured"]
    search_fields = ["name", "slug", "public_id"]
    ordering = ["position", "name"]
    inlines = [Items]
    fieldsets = [
        (None, {"fields": ["name", "slug", "description", "new_picture", "kind", "position"]}),
        (gettext_lazy("Where and when"), {"fields": ["is_active", "is_featured", "shown_from", "shown_until"]}),
        (gettext_lazy("Rule"), {"fields": list(RULE)}),
        (gettext_lazy("For search engines"), {"fields": ["seo_title", "seo_description"], "classes": ["collapse"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview)
        return [path("preview/", view, name="catalog_collection_preview"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Collection]:
        return super().get_queryset(request).annotate(number=Count("items"))

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        return [Items] if obj and obj.kind == CollectionKind.HAND else []

    @admin.display(description=gettext_lazy("by hand"))
    def chosen(self, collection: Any) -> Any:
        return collection.number if collection.kind == CollectionKind.HAND else ""

    def notices(self, request: HttpRequest, obj: Collection) -> list[Notice]:
        found = collection_preview.of(obj, now=timezone.now())
        kind = "info" if found.total else "warning"
        return [Notice(kind, holding(found.total))]

    def acts(self, request: HttpRequest, obj: Collection) -> list[Act]:
        return [adding(obj)] if obj.kind == CollectionKind.HAND else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        values = {name: value for name, value in form.cleaned_data.items() if name in collections.CHANGEABLE}
        if picture := form.cleaned_data.get("new_picture"):
            values["picture"] = picture
        saved = collections.save_collection(collection=Collection.objects.get(pk=obj.pk) if change else None, **values)
        obj.__dict__.update(saved.__dict__)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        gone = [each.instance.pk for each in formset.deleted_forms]
        places = {each.instance.pk: each.cleaned_data["position"] for each in formset.initial_forms}
        if formset.has_changed():
            collections.arrange(collection=formset.instance, places=places, gone=gone)
        for name in ("new_objects", "changed_objects", "deleted_objects"):
            formset.__dict__.setdefault(name, [])

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        collections.remove_collection(collection=obj)

    def preview(self, request: HttpRequest) -> HttpResponse:
        """What the typed rule finds, with a count; nothing is saved."""
        if request.method != "POST":
            raise Http404
        data = request.POST.copy()
        data["kind"] = CollectionKind.RULE
        typed = CollectionForm(data)
        typed.fields["name"].required = False
        typed.fields.pop("slug")
        found = None
        if typed.is_valid():
            row = Collection(kind=typed.cleaned_data["kind"], rule=typed.cleaned_data["rule"])
            found = collection_preview.of(row, now=timezone.now())
        context = {
            **self.admin_site.each_context(request),
            "title": holding(found.total) if found else _("The rule cannot be read"),
            "found": found,
            "problems": [f"{typed.fields[name].label or name}: {words}" for name, each in typed.errors.items()
                         if name in typed.fields for words in each],
            "opts": self.opts,
        }  # fmt: skip
        return TemplateResponse(request, "admin/catalog/collection/preview.html", context)


def holding(number: int) -> str:
    return ngettext(
        "It holds %(n)d product that shoppers see.", "It holds %(n)d products that shoppers see.", number
    ) % {"n": number}


def adding(collection: Collection) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        found = find_products.by_lines(values["products"].splitlines())
        came = collections.add_products(collection=collection, products=found)
        return ngettext("%(n)d product came in.", "%(n)d products came in.", came) % {"n": came}

    words = _("They come to the end, in this order. What is in it already stays where it is.")
    return Act("products", _("Add products"), words, run, AddForm)
