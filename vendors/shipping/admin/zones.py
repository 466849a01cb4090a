"""The desk of delivery zones."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Count, Min, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text
from commerce.kernel.staff import ActsMixin, Notice, StaffAdmin, StaffTabular

from ..models import Rate, Zone, ZonePlace
from . import table
from .zone_forms import PlaceForm, PlaceFormSet, RateForm, ZoneForm


class Places(StaffTabular):
    model = ZonePlace
    form = PlaceForm
    formset = PlaceFormSet
    fields = ["place"]
    verbose_name_plural = gettext_lazy("places: the most exact one decides")


class Rates(StaffTabular):
    model = Rate
    form = RateForm
    fields = list(RateForm.Meta.fields)
    verbose_name_plural = gettext_lazy("services: the cheapest one that takes a parcel is used")


def _one(rows: QuerySet[Any], what: Any) -> Subquery:
    """A number for each zone."""
    return Subquery(rows.filter(zone=OuterRef("pk")).order_by().values("zone").annotate(n=what).values("n"))


@admin.register(Zone)
class ZoneAdmin(ActsMixin, StaffAdmin):
    form = ZoneForm
    change_form_template = "admin/shipping/zone/change_form.html"
    list_display = ["name", "table", "covers", "services", "cheapest", "by_air", "position"]
    list_filter = ["by_air", "places__country"]
    search_fields = ["name", "seller_ref", "places__area__name"]
    search_help_text = gettext_lazy("Zone, area or public id of the stall")
    ordering = ["seller_ref", "position", "id"]
    inlines = [Places, Rates]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Zone]:
        places, rates = ZonePlace.objects.all(), Rate.objects.all()
        return super().get_queryset(request).annotate(
            place_count=_one(places, Count("pk")), rate_count=_one(rates, Count("pk")),
            least=_one(rates, Min("price_minor")), least_currency=_one(rates, Min("currency")),
        )  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(table.page, site=self.admin_site))
        return [path("table/<str:seller_ref>/", view, name="shipping_zone_table"), *super().get_urls()]

    @admin.display(description=gettext_lazy("stall’s table"), ordering="seller_ref")
    def table(self, zone: Zone) -> Any:
        url = reverse("admin:shipping_zone_table", args=[zone.seller_ref])
        return format_html('<a href="{}">{}</a>', url, zone.seller_ref)

    @admin.display(description=gettext_lazy("places"), ordering="place_count")
    def covers(self, zone: Any) -> int:
        return zone.place_count or 0

    @admin.display(description=gettext_lazy("services"), ordering="rate_count")
    def services(self, zone: Any) -> int:
        return zone.rate_count or 0

    @admin.display(description=gettext_lazy("from"), ordering="least")
    def cheapest(self, zone: Any) -> str:
        return "" if zone.least is None else money_text(Money(zone.least, zone.least_currency))

    def notices(self, request: HttpRequest, obj: Any) -> list[Notice]:
        if not obj.rate_count:
            return [Notice("warning", _("Without a service nothing is delivered here, not even by a wider zone."))]
        if not obj.place_count:
            return [Notice("warning", _("Without a place the zone covers nothing."))]
        words = ngettext("%(n)s service for the places below.", "%(n)s services for the places below.", obj.rate_count)
        return [Notice("info", words % {"n": obj.rate_count})]
