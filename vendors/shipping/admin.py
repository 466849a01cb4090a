"""What sellers ask for delivery, and where they deliver."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import StaffAdmin, money_column

from .models import DeliveryRate


class RateForm(forms.ModelForm):
    class Meta:
        model = DeliveryRate
        fields = "__all__"  # noqa: DJ007 - every column of a rate is the staff's to set
        labels = {"price_minor": gettext_lazy("price"), "free_from_minor": gettext_lazy("free from")}
        help_texts = {
            "seller_ref": gettext_lazy("Public id of the stall (sel_…)."),
            "price_minor": gettext_lazy("In minor units: 150000 is G$1,500."),
            "free_from_minor": gettext_lazy("In minor units. Empty: never free."),
        }

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        first, last = typed.get("days_min"), typed.get("days_max")
        if first is not None and last is not None and last < first:
            self.add_error("days_max", _("The last day cannot come before the first."))
        return typed


@admin.register(DeliveryRate)
class DeliveryRateAdmin(StaffAdmin):
    form = RateForm
    list_display = [
        "seller_ref",
        "country",
        "area",
        money_column("price_minor", gettext_lazy("price")),
        money_column("free_from_minor", gettext_lazy("free from")),
        "days_min",
        "days_max",
    ]
    list_filter = ["country"]
    search_fields = ["seller_ref", "area__name"]
    list_select_related = ["area"]
    raw_id_fields = ["area"]
