"""Stalls: approve, suspend, and what each has agreed with the market."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import Act, ActsMixin, Notice, StaffAdmin, StaffTabular, when_column

from .domain import stalls
from .models import Seller, SellerMember
from .models.seller import SellerState

# One number a row, counted for the rows of the page only.
ON_SALE = Subquery(
    Seller.objects.filter(pk=OuterRef("pk"), products__status="active")
    .order_by()
    .values("pk")
    .annotate(units=Count("products"))
    .values("units")
)


class Members(StaffTabular):
    model = SellerMember
    raw_id_fields = ["user"]
    verbose_name_plural = gettext_lazy("people at this stall")


@admin.register(Seller)
class SellerAdmin(ActsMixin, StaffAdmin):
    list_display = [
        "stall",
        "state",
        "town",
        "country",
        "products",
        "commission",
        "dispatch_days",
        when_column("created_at", gettext_lazy("since")),
    ]
    list_display_links = ["stall"]
    list_filter = ["state", "country"]
    search_fields = ["name", "slug", "email", "town", "public_id"]
    search_help_text = gettext_lazy("Name, e-mail, town or public id")
    readonly_fields = ["public_id", "state", "created_at", "delivery"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [Members]
    fieldsets = [
        (None, {"fields": ["name", "slug", "public_id", "state", "about", "stall_colour"]}),
        (gettext_lazy("Where"), {"fields": ["country", "town", "email"]}),
        (
            gettext_lazy("Promises to shoppers"),
            {"fields": ["dispatch_days", "return_days", "answer_hours", "delivery"]},
        ),
        (gettext_lazy("Tax and commission"), {"fields": ["tax_rate_bp", "tax_number", "commission_bp"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Seller]:
        return super().get_queryset(request).annotate(on_sale=ON_SALE)

    @admin.display(description=gettext_lazy("stall"), ordering="name")
    def stall(self, seller: Seller) -> Any:
        return format_html('<span class="stall stall-{}">{}</span>', seller.stall_colour, seller.name)

    @admin.display(description=gettext_lazy("on sale"), ordering="on_sale")
    def products(self, seller: Any) -> int:
        return seller.on_sale or 0

    @admin.display(description=gettext_lazy("commission"), ordering="commission_bp")
    def commission(self, seller: Seller) -> str:
        return f"{seller.commission_bp / 100:g} %"

    @admin.display(description=gettext_lazy("delivery"))
    def delivery(self, seller: Seller) -> Any:
        """The stall's zones; they are another app's, so the way there is an address."""
        url = f"{reverse('admin:shipping_zone_changelist')}?q={seller.public_id}"
        return format_html('<a href="{}">{}</a>', url, _("Zones and rates"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Seller, form: Any, change: bool) -> None:
        stalls.save_stall(seller=obj)

    def notices(self, request: HttpRequest, obj: Seller) -> list[Notice]:
        words = {
            SellerState.PENDING: ("warning", _("Waiting for your yes. Until then shoppers see nothing of this stall.")),
            SellerState.APPROVED: ("success", _("Open. Shoppers see the products that are on sale.")),
            SellerState.SUSPENDED: ("problem", _("Suspended. Shoppers see nothing of it; paid orders go on.")),
        }
        return [Notice(*words[SellerState(obj.state)])]

    def acts(self, request: HttpRequest, obj: Seller) -> list[Act]:
        if obj.state == SellerState.APPROVED:
            return [
                Act(
                    "suspension",
                    _("Suspend"),
                    _("All products of %(name)s disappear from the shop at once. Orders that are paid go on.")
                    % {"name": obj.name},
                    lambda request, values: put(obj, SellerState.SUSPENDED, _("The stall is suspended.")),
                    is_destructive=True,
                )
            ]
        return [
            Act(
                "approval",
                _("Approve"),
                _("Shoppers see %(name)s and its products on sale from now on.") % {"name": obj.name},
                lambda request, values: put(obj, SellerState.APPROVED, _("The stall is open.")),
            )
        ]


def put(seller: Seller, state: SellerState, words: str) -> str:
    """A stall's state has no life of its own in this app; who did it stands in the page's history."""
    stalls.put(seller=seller, state=state)
    return words
