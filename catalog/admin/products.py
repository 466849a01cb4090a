"""The desk of products. Every write is a function of the catalogue's domain."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import Act, ActsMixin, Notice, RefusalsMixin, StaffAdmin, money_column

from ..domain import bulk, downloads, gallery, media, products, variants
from ..domain.products import CHANGEABLE
from ..domain.summaries import UNCOUNTED
from ..models import Download, Picture, Product, Variant
from ..models.product import ProductStatus
from ..queries import schedules, seasons
from ..queries.visibility import why_hidden
from . import product_acts
from .filters import BranchFilter, StockFilter, VisibleFilter
from .inlines import Details, Files, Pictures, Variants, thumbnail
from .product_forms import ProductForm, StatusForm


@admin.register(Product)
class ProductAdmin(ActsMixin, RefusalsMixin, StaffAdmin):
    form = ProductForm
    list_display = [
        "picture",
        "title",
        "hidden_because",
        "status",
        money_column("price_from_minor", gettext_lazy("price from")),
        "units",
        "seller",
        "category",
    ]
    list_display_links = ["title"]
    list_editable = ["status"]
    list_filter = ["status", StockFilter, VisibleFilter, BranchFilter, "seller", "is_featured", "hazard"]
    list_select_related = ["seller", "category", "lead_picture"]
    search_fields = ["title", "slug", "variants__sku", "public_id"]
    search_help_text = gettext_lazy("Title, SKU, address or public id")
    ordering = ["-id"]
    actions = ["publish_chosen", "archive_chosen", "price_chosen", "stock_chosen", "move_chosen"]
    inlines = [Variants, Pictures, Files, Details]
    readonly_fields = ["public_id", "status", "sales_count", "created_at", "updated_at", "published_at"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "seller", "category", "status", "description"]}),
        (gettext_lazy("Kind"), {"fields": ["brand", "product_type", "tags", "option_names", "currency",
                                           "is_digital", "is_featured"]}),
        (gettext_lazy("Delivery and season"), {"fields": ["hazard", "packages", "season_from", "season_to"]}),
        (gettext_lazy("For search engines"), {"fields": ["seo_title", "seo_description"], "classes": ["collapse"]}),
        (gettext_lazy("Record"), {"fields": ["public_id", "sales_count", "created_at", "updated_at", "published_at"]}),
    ]  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = ["seller", "option_names", "currency"] if obj else []
        return [*self.readonly_fields, *fixed]

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return StatusForm

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Products are archived: orders and reviews point at them."""
        return False

    @admin.display(description="")
    def picture(self, product: Product) -> Any:
        return thumbnail(product.lead_picture)

    picture.no_csv = True  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("stock"), ordering="available")
    def units(self, product: Product) -> Any:
        if product.available == seasons.OUT_OF_SEASON:
            return _("out of season")
        return _("not counted") if product.available >= UNCOUNTED else product.available

    @admin.display(description=gettext_lazy("why not visible"))
    def hidden_because(self, product: Product) -> str:
        return " ".join(why_hidden(product)) if product.status == ProductStatus.ACTIVE else ""

    def notices(self, request: HttpRequest, obj: Product) -> list[Notice]:
        hidden = why_hidden(obj)
        if obj.is_digital and not obj.downloads.exists():
            hidden = [*hidden, _("It is a download without a file: buyers would find nothing. Add the file.")]
        if not hidden and (over := seasons.why_not(obj)):
            return [Notice("info", over)]
        if not hidden:
            return [Notice("success", _("Shoppers can find it."))]
        return [Notice("warning", words) for words in hidden]

    def acts(self, request: HttpRequest, obj: Product) -> list[Act]:
        return product_acts.of_product(obj)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if product := kwargs.get("obj"):
            context |= {"planned": schedules.planned(product), "timeline": schedules.history(product)}
            context["times_text"] = schedules.times_text(getattr(product, "publication_times", None))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        typed = form.cleaned_data
        if not change:
            made = products.create_product(variants=[], **{name: value for name, value in typed.items() if value})
            obj.__dict__.update(made.__dict__)
            return
        values = {name: typed[name] for name in form.changed_data if name in CHANGEABLE}
        fresh = Product.objects.get(pk=obj.pk)
        if values:
            products.update_product(product=fresh, **values)
        if "slug" in form.changed_data:
            products.change_slug(product=fresh, slug=typed["slug"])
        if "status" in form.changed_data:
            bulk.set_statuses(statuses={obj.pk: typed["status"]})

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is Variant:
            save_variants(formset)
        elif formset.model is Picture:
            save_pictures(formset)
        elif formset.model is Download:
            for row in formset.deleted_forms:
                downloads.remove_download(download=row.instance)
        else:
            formset.save()
            Product.objects.filter(pk=formset.instance.pk).update(cache_version=F("cache_version") + 1)
        for name in ("new_objects", "changed_objects", "deleted_objects"):
            formset.__dict__.setdefault(name, [])

    @admin.action(description=gettext_lazy("Publish…"))
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Product]) -> HttpResponse:
        return self.begin(request, "status:active", queryset)

    @admin.action(description=gettext_lazy("Archive…"))
    def archive_chosen(self, request: HttpRequest, queryset: QuerySet[Product]) -> HttpResponse:
        return self.begin(request, "status:archived", queryset)

    @admin.action(description=gettext_lazy("Change prices…"))
    def price_chosen(self, request: HttpRequest, queryset: QuerySet[Product]) -> HttpResponse:
        return self.begin(request, "price", queryset)

    @admin.action(description=gettext_lazy("Change stock…"))
    def stock_chosen(self, request: HttpRequest, queryset: QuerySet[Product]) -> HttpResponse:
        return self.begin(request, "stock", queryset)

    @admin.action(description=gettext_lazy("Move to a category…"))
    def move_chosen(self, request: HttpRequest, queryset: QuerySet[Product]) -> HttpResponse:
        return self.begin(request, "category", queryset)

    def begin(self, request: HttpRequest, kind: str, queryset: QuerySet[Product]) -> HttpResponse:
        """The site keeps the choice and asks what shall become of it, with a preview and an undo."""
        return self.admin_site.begin_bulk(request, kind, queryset)


def save_variants(formset: Any) -> None:
    """Changed rows first, then new ones, each by its own function."""
    for form in formset.initial_forms:
        if form.has_changed():
            variants.update_variant(variant=Variant.objects.get(pk=form.instance.pk), **form.values(form.changed_data))
    for form in formset.extra_forms:
        if form.has_changed():
            values = form.values([name for name in form.fields if name not in ("id", "product", "is_active")])
            variants.add_variant(product=formset.instance, variant=variants.NewVariant(**values))


def save_pictures(formset: Any) -> None:
    gone = {form.instance.pk for form in formset.deleted_forms}
    kept = [form for form in formset.initial_forms if form.has_changed() and form.instance.pk not in gone]
    for form in formset.deleted_forms:
        media.remove_picture(picture=Picture.objects.get(pk=form.instance.pk))
    gallery.arrange(
        product=formset.instance,
        places={form.instance.pk: form.cleaned_data["position"] for form in kept},
        alts={form.instance.pk: form.cleaned_data["alt"] for form in kept},
    )
