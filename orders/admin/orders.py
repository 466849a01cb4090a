"""The desk of orders."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.accounts.domain.pins import map_url
from commerce.currencies.queries.exchange import Exchange
from commerce.currencies.queries.words import counted
from commerce.kernel.money import Money
from commerce.kernel.staff import Act, ActsMixin, Notice, ReadOnlyAdmin, badge, money_column, named_filter, when_column

from ..models import CreditNote, Order, OrderEvent, OrderLine, SellerOrder
from ..queries import credit_notes
from . import acts, notices
from .words import ORDER_KINDS, PARCEL_KINDS, history

ADDRESS_LINES = ("full_name", "street", "landmark", "area", "country", "phone")


@admin.register(Order)
class OrderAdmin(ActsMixin, ReadOnlyAdmin):
    list_display = [
        "number",
        "buyer",
        "standing",
        "parcels",
        money_column("total_minor", _("total")),
        when_column("placed_at", _("placed")),
    ]
    list_filter = [
        "state",
        ("parts__state", named_filter(_("parcel"))),
        ("payment__state", named_filter(_("payment"))),
        "parts__seller",
        "placed_at",
    ]
    date_hierarchy = "placed_at"
    search_fields = ["number", "email", "full_name", "phone", "public_id", "parts__tracking_number"]
    search_help_text = _("Number, name, e-mail, phone, tracking number or public id")
    ordering = ["-id"]
    fieldsets = [
        (None, {"fields": ["number", "public_id", "standing", "placed_at", "paid_at", "ended_at"]}),
        (_("Buyer"), {"fields": ["full_name", "email", "phone", "account", "deliver_to", "bill_to", "notes"]}),
        (_("Amounts"), {"fields": ["goods", "shipping", "discount", "tax", "total", "method", "rate"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        parts = Prefetch("parts", SellerOrder.objects.select_related("seller", "order"))
        return super().get_queryset(request).select_related("user", "payment").prefetch_related(parts)

    def called(self, obj: Order) -> str:
        return gettext("Order %(number)s") % {"number": obj.number}

    @admin.display(description=_("exchange rate"))
    def rate(self, order: Order) -> str:
        """What was agreed for paying in another currency; empty where nothing was."""
        return counted(Exchange.from_kept(order.exchange)) if order.exchange else ""

    @admin.display(description=_("buyer"), ordering="full_name")
    def buyer(self, order: Order) -> str:
        return order.full_name

    @admin.display(description=_("state"), ordering="state")
    def standing(self, order: Order) -> Any:
        return badge(ORDER_KINDS[order.state], order.get_state_display())

    @admin.display(description=_("parcels"))
    def parcels(self, order: Order) -> Any:
        """One line a seller: who, and how far the parcel is."""
        rows = ((badge(PARCEL_KINDS[p.state], p.get_state_display()), p.seller.name) for p in order.parts.all())
        return format_html_join("", "<span class='part'>{} {}</span>", rows)

    parcels.csv_value = lambda order: "; ".join(  # type: ignore[attr-defined]
        f"{part.seller.name}: {part.get_state_display()}" for part in order.parts.all()
    )

    @admin.display(description=_("account"))
    def account(self, order: Order) -> Any:
        if not order.user:
            return _("none: bought as a guest")
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:accounts_user_change", args=[order.user_id]), order.user
        )

    @admin.display(description=_("deliver to"))
    def deliver_to(self, order: Order) -> Any:
        return address(order.shipping_address)

    @admin.display(description=_("bill to"))
    def bill_to(self, order: Order) -> Any:
        return _("the same") if order.billing_address == order.shipping_address else address(order.billing_address)

    goods = staticmethod(money_column("goods_minor", _("goods")))
    shipping = staticmethod(money_column("shipping_minor", _("delivery")))
    discount = staticmethod(money_column("discount_minor", _("discount")))
    tax = staticmethod(money_column("tax_minor", _("tax contained")))
    total = staticmethod(money_column("total_minor", _("total")))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [
            "standing", "account", "deliver_to", "bill_to", "goods", "shipping", "discount", "tax", "total", "rate",
        ]  # fmt: skip

    def acts(self, request: HttpRequest, obj: Order) -> list[Act]:
        return acts.of_order(obj)

    def notices(self, request: HttpRequest, obj: Order) -> list[Notice]:
        return notices.of_order(obj)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if order := kwargs.get("obj"):
            context |= panels(order)
        return super().render_change_form(request, context, *args, **kwargs)


def panels(order: Order) -> dict[str, Any]:
    """What the page shows beside the fields: parcels with their lines, the money, the timeline."""
    lines: dict[int, list[OrderLine]] = {}
    for line in OrderLine.objects.filter(order=order).select_related("variant"):
        lines.setdefault(line.part_id, []).append(line)
    return {
        "parcels": [(part, lines.get(part.pk, []), acts.of_parcel(part)) for part in order.parts.all()],
        "attempts": list(order.payment.attempts.all()) if order.payment else [],
        "refunds": refunds_of(order) if order.payment else [],
        "links": list(order.payment.requests.all()) if order.payment else [],
        "timeline": history(OrderEvent.objects.filter(order=order).select_related("part", "order"))[::-1],
    }


def refunds_of(order: Order) -> list[tuple[Any, Money, list[CreditNote]]]:
    """Refunds with their amounts and the credit notes that have a number."""
    notes: dict[int, list[CreditNote]] = {}
    for note in credit_notes.issued(order):
        notes.setdefault(note.refund_id, []).append(note)
    made = order.payment.refunds.all()
    return [(each, Money(each.amount_minor, each.currency), notes.get(each.pk, [])) for each in made]


def address(snapshot: dict[str, Any]) -> Any:
    """A snapshot one line below the other, as people write an address; it is what the shopper typed then."""
    found = ((snapshot[name],) for name in ADDRESS_LINES if snapshot.get(name))
    lines = format_html_join("", "<span class='part'>{}</span>", found)
    place = map_url(snapshot.get("pin", ""))
    return format_html('{}<a href="{}" rel="noreferrer">{}</a>', lines, place, _("Map pin")) if place else lines
