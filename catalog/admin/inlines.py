"""Rows of the product page: variants, pictures, details."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import StaffTabular

from ..models import Download, Picture, ProductAttribute, Variant
from ..queries import pictures
from .product_forms import PictureRowForm
from .variant_form import VariantForm, VariantFormSet


class Variants(StaffTabular):
    """Never deleted, only taken off sale: somebody may have bought one."""

    model = Variant
    form = VariantForm
    formset = VariantFormSet
    can_delete = False
    fields = [
        "option_values", "sku", "price", "compare_at", "bulk_prices", "units", "weight_grams", "length_mm", "width_mm",
        "height_mm", "tracks_stock", "is_active",
    ]  # fmt: skip
    readonly_fields = ["units"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Variant]:
        rows = super().get_queryset(request).select_related("product")
        return rows.annotate(house=Sum("stock__on_hand"), kept=Sum("stock__held"), sold=Sum("stock__allocated"))

    @admin.display(description=gettext_lazy("stock"))
    def units(self, variant: Any) -> str:
        """Free of all in the house: the rest is kept for open checkouts or sold and not yet sent."""
        if not variant.pk or getattr(variant, "house", None) is None:
            return _("none")
        free = variant.house - variant.kept - variant.sold
        return _("%(free)s free of %(all)s") % {"free": free, "all": variant.house}


class Pictures(StaffTabular):
    """Added by the act, since drawing the sizes takes a moment; here they are ordered, described and removed."""

    model = Picture
    form = PictureRowForm
    fields = ["thumbnail", "position", "alt", "state", "error"]
    readonly_fields = ["thumbnail", "state", "error"]
    max_num = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, picture: Picture) -> Any:
        return thumbnail(picture)


class Files(StaffTabular):
    """Added by the act; here they are seen and taken away."""

    model = Download
    fields = ["file_name", "size_bytes", "created_at"]
    readonly_fields = ["file_name", "size_bytes", "created_at"]
    max_num = 0
    verbose_name = gettext_lazy("file to download")
    verbose_name_plural = gettext_lazy("files to download")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Details(StaffTabular):
    model = ProductAttribute
    fields = ["attribute", "text", "number"]
    verbose_name = gettext_lazy("detail")
    verbose_name_plural = gettext_lazy("details")


def thumbnail(picture: Picture | None) -> Any:
    shown = pictures.view(picture)
    if shown.missing:
        return format_html('<span class="thumb thumb-none" title="{}"></span>', _("no picture"))
    return format_html(
        '<img class="thumb" src="{}" alt="{}" width="48" height="48" loading="lazy">', shown.fallback, shown.alt
    )
