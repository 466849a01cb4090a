"""Carts, to read when a shopper asks for help."""

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import ReadOnlyAdmin, ReadOnlyTabular, money_column, when_column

from .models import Cart, CartLine

LINES = Subquery(Cart.objects.filter(pk=OuterRef("pk")).order_by().values("pk").annotate(n=Count("lines")).values("n"))


class Lines(ReadOnlyTabular):
    model = CartLine
    fields = ["variant", "quantity", "seen", "added_at"]
    readonly_fields = ["seen"]

    seen = staticmethod(money_column("seen_minor", gettext_lazy("price seen"), currency="cart.currency"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[CartLine]:
        return super().get_queryset(request).select_related("cart", "variant__product")


@admin.register(Cart)
class CartAdmin(ReadOnlyAdmin):
    """Without the token: it is the guest's key to the cart."""

    list_display = [
        "public_id",
        "user",
        "state",
        "line_count",
        when_column("updated_at", gettext_lazy("changed")),
        when_column("created_at", gettext_lazy("begun")),
    ]
    list_filter = ["state", ("user", admin.EmptyFieldListFilter)]
    search_fields = ["public_id", "user__email"]
    list_select_related = ["user"]
    ordering = ["-updated_at"]
    fields = ["public_id", "user", "state", "currency", "version", "locked_until", "created_at", "updated_at"]
    inlines = [Lines]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cart]:
        return super().get_queryset(request).annotate(line_total=LINES)

    @admin.display(description=gettext_lazy("lines"))
    def line_count(self, cart: Cart) -> int:
        return cart.line_total  # type: ignore[attr-defined]
