"""What a member of staff types for a bulk change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Category
from catalog.models.product import ProductStatus


class BulkForm(forms.Form):
    def values(self) -> dict[str, Any]:
        """The cleaned values in words and numbers that JSON knows."""
        return {name: value if isinstance(value, int) else str(value) for name, value in self.cleaned_data.items()}


class PriceForm(BulkForm):
    mode = forms.ChoiceField(
        label=_("Change"),
        choices=[("percent", _("by percent")), ("amount", _("by an amount")), ("exact", _("to one price"))],
    )
    value = forms.DecimalField(
        label=_("How much"),
        max_digits=12,
        decimal_places=2,
        help_text=_("With a minus sign it gets cheaper: −10 with “by percent” takes a tenth off."),
    )
    round_to = forms.ChoiceField(
        label=_("Round to"),
        required=False,
        choices=[("", _("do not round")), ("1", _("whole amounts")), ("10", _("tens")), ("100", _("hundreds"))],
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("mode") == "percent" and typed.get("value") is not None and typed["value"] <= -100:
            self.add_error("value", _("That would make everything free. Take less than 100 percent off."))
        return typed


class StockForm(BulkForm):
    mode = forms.ChoiceField(
        label=_("Change"), choices=[("add", _("by a number")), ("count", _("to a number that was counted"))]
    )
    quantity = forms.IntegerField(
        label=_("How many"),
        min_value=-1_000_000,
        max_value=1_000_000,
        help_text=_("Applies to every variant. With a minus sign they become fewer."),
    )
    reason = forms.CharField(label=_("Why"), max_length=200, help_text=_("Stands in the stock book for ever."))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("mode") == "count" and typed.get("quantity", 0) < 0:
            self.add_error("quantity", _("Nobody counts fewer than none."))
        return typed


class CategoryForm(BulkForm):
    category = forms.ModelChoiceField(label=_("Move to"), queryset=Category.objects.order_by("path"), empty_label=None)

    def values(self) -> dict[str, Any]:
        return {"category": self.cleaned_data["category"].pk}


class StatusForm(BulkForm):
    status = forms.ChoiceField(label=_("Becomes"), choices=ProductStatus.choices)


FORMS: dict[str, type[BulkForm]] = {
    "price": PriceForm,
    "stock": StockForm,
    "category": CategoryForm,
    "status": StatusForm,
}
