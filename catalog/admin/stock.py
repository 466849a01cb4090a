"""The stock book: rows with their units, and every movement with who, when and why."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import Act, ActsMixin, ReadOnlyAdmin, ReadOnlyTabular, WhoMixin, actor_of, when_column

from ..domain import stock
from ..models import StockLevel, StockMovement
from . import stock_sheet
from .product_forms import StockForm


class Movements(WhoMixin, ReadOnlyTabular):
    """The last ones; the whole book is a list of its own."""

    model = StockMovement
    fields = ["at", "kind", "quantity", "allocation", "reason", "reference", "who"]
    readonly_fields = ["who"]
    verbose_name_plural = gettext_lazy("movements")


@admin.register(StockLevel)
class StockLevelAdmin(ActsMixin, ReadOnlyAdmin):
    change_list_template = "admin/catalog/stocklevel/change_list.html"
    list_display = ["product", "options", "sku", "location", "on_hand", "held", "allocated", "free"]
    list_filter = ["location__seller"]
    search_fields = ["variant__sku", "variant__product__title", "variant__product__public_id"]
    search_help_text = gettext_lazy("Title, SKU or public id")
    list_select_related = ["variant__product", "location__seller"]
    ordering = ["-id"]
    fields = ["product", "options", "sku", "location", "on_hand", "held", "allocated", "free"]
    readonly_fields = ["product", "options", "sku", "free"]
    inlines = [Movements]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StockLevel]:
        return super().get_queryset(request).annotate(left=F("on_hand") - F("held") - F("allocated"))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(stock_sheet.page, site=self.admin_site))
        return [path("sheet/", view, name="catalog_stocklevel_sheet"), *super().get_urls()]

    @admin.display(description=gettext_lazy("product"), ordering="variant__product__title")
    def product(self, level: StockLevel) -> str:
        return level.variant.product.title

    @admin.display(description=gettext_lazy("options"))
    def options(self, level: StockLevel) -> str:
        return level.variant.option_text

    @admin.display(description=gettext_lazy("SKU"), ordering="variant__sku")
    def sku(self, level: StockLevel) -> str:
        return level.variant.sku

    @admin.display(description=gettext_lazy("free"), ordering="left")
    def free(self, level: StockLevel) -> int:
        return level.available

    def acts(self, request: HttpRequest, obj: StockLevel) -> list[Act]:
        def run(request: HttpRequest, values: dict[str, Any]) -> str:
            level = stock.adjust(actor=actor_of(request), location_id=obj.location_id, **values)
            return _("%(n)s are in the house now.") % {"n": level.on_hand}

        words = _("The change is written into the stock book with your name and the reason.")
        return [Act("change", _("Change stock"), words, run, partial(StockForm, variants=[obj.variant]))]


@admin.register(StockMovement)
class StockMovementAdmin(WhoMixin, ReadOnlyAdmin):
    list_display = [
        "product",
        "kind",
        "quantity",
        "allocation",
        "reason",
        "reference",
        "who",
        when_column("at", gettext_lazy("when")),
    ]
    list_filter = ["kind", "at"]
    date_hierarchy = "at"
    search_fields = ["stock__variant__product__title", "stock__variant__sku", "reason", "reference", "actor"]
    search_help_text = gettext_lazy("Title, SKU, reason, order or who")
    fields = ["stock", "kind", "quantity", "allocation", "reason", "reference", "who", "at"]
    readonly_fields = ["who"]
    list_select_related = ["stock__variant__product"]
    ordering = ["-id"]

    @admin.display(description=gettext_lazy("product"), ordering="stock__variant__product__title")
    def product(self, movement: StockMovement) -> str:
        return str(movement.stock.variant)
