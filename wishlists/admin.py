"""Wish lists, to read when a member asks for help, and to close a link that is misused."""

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import Act, ActsMixin, Notice, ReadOnlyAdmin, ReadOnlyTabular, money_column, when_column

from .domain import sharing
from .models import Wish, WishList

SIZE = Subquery(
    WishList.objects.filter(pk=OuterRef("pk")).order_by().values("pk").annotate(n=Count("wishes")).values("n")
)


class Wishes(ReadOnlyTabular):
    model = Wish
    fields = ["title", "option_text", "saved_at_price", "is_watched", "news", "added_at"]
    readonly_fields = ["saved_at_price"]

    saved_at_price = staticmethod(money_column("price_minor", gettext_lazy("price at saving")))


@admin.register(WishList)
class WishListAdmin(ActsMixin, ReadOnlyAdmin):
    """Without the token, which is the key of the link, and without notes, which are the member's own."""

    list_display = ["name", "user", "size", "is_shared", when_column("created_at", gettext_lazy("begun"))]
    list_filter = [("token", admin.EmptyFieldListFilter), "is_default"]
    search_fields = ["public_id", "name", "user__email"]
    search_help_text = gettext_lazy("Name, e-mail or public id")
    list_select_related = ["user"]
    ordering = ["-id"]
    fields = ["public_id", "user", "name", "is_default", "is_shared", "shows_name", "created_at"]
    inlines = [Wishes]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WishList]:
        return super().get_queryset(request).annotate(wish_count=SIZE)

    @admin.display(description=gettext_lazy("things"), ordering="wish_count")
    def size(self, wish_list: WishList) -> int:
        return wish_list.wish_count or 0  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("shared"), boolean=True)
    def is_shared(self, wish_list: WishList) -> bool:
        return bool(wish_list.token)

    def notices(self, request: HttpRequest, obj: WishList) -> list[Notice]:
        return [Notice("info", _("Anybody with the link sees this list."))] if obj.token else []

    def acts(self, request: HttpRequest, obj: WishList) -> list[Act]:
        if not obj.token:
            return []
        consequence = _("The link of “%(name)s” shows nothing any more. The member can share it again by a new one.")
        return [Act("closing", _("Close the link"), consequence % {"name": obj.name},
                    lambda request, values: close(obj), is_destructive=True)]  # fmt: skip


def close(wish_list: WishList) -> str:
    sharing.stop(wish_list=wish_list)
    return _("The link is closed.")
