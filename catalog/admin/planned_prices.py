"""The desk of planned prices: what waits, what runs, what is over."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text
from commerce.kernel.staff import Act, ActsMixin, Notice, ReadOnlyAdmin, actor_of, badge, money_column, when_column

from ..domain import planned_prices
from ..models import ScheduledPrice
from ..queries.schedules import standing
from .schedule_forms import EndForm, PriceForm
from .variant_form import major

KINDS = {"waiting": "wait", "running": "move", "over": "done"}
SAID = {
    "waiting": gettext_lazy("waiting"),
    "running": gettext_lazy("running"),
    "over": gettext_lazy("over"),
    "never": gettext_lazy("never began"),
}


class StandingFilter(admin.SimpleListFilter):
    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(kind, SAID[kind]) for kind in ("waiting", "running", "over")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ScheduledPrice]) -> QuerySet[ScheduledPrice]:
        match self.value():
            case "waiting":
                return queryset.filter(began_at=None, ended_at=None)
            case "running":
                return queryset.filter(began_at__isnull=False, ended_at=None)
            case "over":
                return queryset.filter(ended_at__isnull=False)
        return queryset


@admin.register(ScheduledPrice)
class ScheduledPriceAdmin(ActsMixin, ReadOnlyAdmin):
    list_display = [
        "variant",
        money_column("price_minor", gettext_lazy("price")),
        money_column("former_minor", gettext_lazy("former")),
        "state",
        when_column("starts_at", gettext_lazy("from")),
        when_column("ends_at", gettext_lazy("until")),
    ]
    list_filter = [StandingFilter, "variant__product__seller"]
    list_select_related = ["variant__product"]
    search_fields = ["variant__product__title", "variant__sku", "public_id"]
    ordering = ["-starts_at", "-id"]
    fields = [
        "public_id", "product", "variant", "price", "starts_at", "ends_at", "began_at", "ended_at", "created_at",
    ]  # fmt: skip
    readonly_fields = ["product", "price"]

    @admin.display(description=gettext_lazy("product"))
    def product(self, scheduled: ScheduledPrice) -> Any:
        product = scheduled.variant.product
        page = reverse("admin:catalog_product_change", args=[product.pk])
        return format_html('<a href="{}">{}</a>', page, product)

    @admin.display(description=gettext_lazy("price"))
    def price(self, scheduled: ScheduledPrice) -> str:
        """What it costs, after what it cost before once it has begun."""
        amounts = [scheduled.former_minor, scheduled.price_minor]
        return " → ".join(money_text(Money(each, scheduled.currency)) for each in amounts if each is not None)

    @admin.display(description=gettext_lazy("standing"))
    def state(self, scheduled: ScheduledPrice) -> Any:
        kind = standing(scheduled)[0]
        return badge(KINDS.get(kind, "plain"), SAID[kind])

    def notices(self, request: HttpRequest, obj: ScheduledPrice) -> list[Notice]:
        return [Notice("info", standing(obj)[1])]

    def acts(self, request: HttpRequest, obj: ScheduledPrice) -> list[Act]:
        if obj.ended_at:
            return []
        return [prolonging(obj), ending(obj)] if obj.is_running else [changing(obj), withdrawing(obj)]


def changing(scheduled: ScheduledPrice) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        planned_prices.change_plan(scheduled=scheduled, plan=values["plan"], actor=actor_of(request))
        return _("The plan is changed.")

    currency = scheduled.currency
    initial = {
        "price": major(scheduled.price_minor, currency),
        "compare_at": major(scheduled.compare_at_minor, currency),
        "starts_at": scheduled.starts_at,
        "ends_at": scheduled.ends_at,
    }
    form = partial(PriceForm, variants=[scheduled.variant], scheduled=scheduled, initial=initial)
    return Act("change", _("Change"), _("Nothing of it has begun yet."), run, form)


def prolonging(scheduled: ScheduledPrice) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        planned_prices.change_plan(scheduled=scheduled, plan=values["plan"], actor=actor_of(request))
        return _("The end is changed.")

    return Act("end", _("Change the end"), _("The price itself is in force and stays."), run,
               partial(EndForm, scheduled=scheduled))  # fmt: skip


def withdrawing(scheduled: ScheduledPrice) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        planned_prices.withdraw(scheduled=scheduled, actor=actor_of(request))
        return _("It is withdrawn.")

    return Act("withdrawal", _("Withdraw"), _("The price never begins."), run, is_destructive=True)


def ending(scheduled: ScheduledPrice) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        planned_prices.withdraw(scheduled=scheduled, actor=actor_of(request))
        return _("The former price is back.")

    return Act("now", _("End it now"), _("The former price comes back at once."), run, is_destructive=True)
