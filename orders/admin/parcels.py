"""The desk of parcels: one seller's part of an order each."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.kernel.staff import (
    Act,
    ActsMixin,
    Notice,
    ReadOnlyAdmin,
    ReadOnlyTabular,
    badge,
    money_column,
    when_column,
)

from ..models import OrderLine, SellerOrder
from . import acts, notices
from .words import PARCEL_KINDS


class Lines(ReadOnlyTabular):
    model = OrderLine
    fields = ["product_title", "option_text", "sku", "quantity", "packages", "hazard", "unit", "whole"]
    readonly_fields = ["unit", "whole"]
    verbose_name_plural = _("goods")

    unit = staticmethod(money_column("unit_minor", _("unit price")))
    whole = staticmethod(money_column("total_minor", _("total")))


@admin.register(SellerOrder)
class ParcelAdmin(ActsMixin, ReadOnlyAdmin):
    list_display = [
        "parcel",
        "seller",
        "standing",
        "buyer",
        money_column("goods_minor", _("goods")),
        "paid",
        when_column("shipped_at", _("sent")),
        "packages",
        "tracking_number",
    ]
    list_filter = ["state", "is_digital", "seller", "order__paid_at"]
    search_fields = ["order__number", "public_id", "tracking_number", "order__full_name", "order__email"]
    search_help_text = _("Order number, buyer, tracking number or public id")
    list_select_related = ["order", "seller"]
    ordering = ["-id"]
    inlines = [Lines]
    fieldsets = [
        (None, {"fields": ["parcel", "public_id", "order_link", "seller", "standing"]}),
        (
            _("Delivery"),
            {"fields": ["packages", "carrier", "tracking_number", "tracking_url", "shipped_at", "delivered_at"]},
        ),
        (_("Amounts"), {"fields": ["goods", "shipping", "tax", "commission"]}),
    ]
    goods = staticmethod(money_column("goods_minor", _("goods")))
    shipping = staticmethod(money_column("shipping_minor", _("delivery")))
    tax = staticmethod(money_column("tax_minor", _("tax contained")))
    commission = staticmethod(money_column("commission_minor", _("commission")))

    def get_queryset(self, request: HttpRequest) -> QuerySet[SellerOrder]:
        return super().get_queryset(request).select_related("order__payment", "seller")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["parcel", "order_link", "standing", "goods", "shipping", "tax", "commission"]

    def called(self, obj: SellerOrder) -> str:
        return gettext("Parcel %(number)s") % {"number": obj}

    @admin.display(description=_("parcel"), ordering="order__number")
    def parcel(self, part: SellerOrder) -> str:
        return str(part)

    @admin.display(description=_("state"), ordering="state")
    def standing(self, part: SellerOrder) -> Any:
        return badge(PARCEL_KINDS[part.state], part.get_state_display())

    @admin.display(description=_("buyer"), ordering="order__full_name")
    def buyer(self, part: SellerOrder) -> str:
        return part.order.full_name

    @admin.display(description=_("paid"), ordering="order__paid_at")
    def paid(self, part: SellerOrder) -> Any:
        return PAID(part.order)

    @admin.display(description=_("order"))
    def order_link(self, part: SellerOrder) -> Any:
        page = reverse("admin:orders_order_change", args=[part.order_id])
        return format_html('<a href="{}">{}</a>', page, part.order.number)

    def acts(self, request: HttpRequest, obj: SellerOrder) -> list[Act]:
        return acts.of_parcel(obj)

    def notices(self, request: HttpRequest, obj: SellerOrder) -> list[Notice]:
        return notices.of_parcel(obj)


PAID = when_column("paid_at", _("paid"))
