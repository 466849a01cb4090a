"""What staff type about the variants of a product."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.errors import ShopError
from commerce.kernel.money import Money
from commerce.kernel.staff import MajorField, as_minor

from ..domain.price_steps import check_steps
from ..domain.variants import check_options
from ..models import Product, Variant
from . import steps_field


class VariantForm(forms.ModelForm):
    """Prices in major units of the product's currency."""

    price = MajorField(label=gettext_lazy("price"))
    compare_at = MajorField(label=gettext_lazy("was"), required=False)
    bulk_prices = steps_field.StepsField()
    option_values = SimpleArrayField(
        forms.CharField(max_length=255), label=gettext_lazy("options"), required=False, max_length=3
    )

    class Meta:
        model = Variant
        fields = [
            "option_values", "sku", "price", "compare_at", "weight_grams", "length_mm", "width_mm", "height_mm",
            "tracks_stock", "is_active",
        ]  # fmt: skip

    def __init__(self, *args: Any, product: Product, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = product.currency or settings.SHOP_CURRENCY
        if self.instance.pk:
            unit = self.instance
            self.initial["price"] = major(unit.price_minor, unit.currency)
            self.initial["compare_at"] = major(unit.compare_at_minor, unit.currency)
            self.initial["bulk_prices"] = steps_field.text_of(unit.price_steps, unit.currency)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for name in ("price", "compare_at"):
            try:
                typed[f"{name}_minor"] = as_minor(typed.get(name), self.currency)
            except forms.ValidationError as error:
                self.add_error(name, error)
        self._read_steps(typed)
        return typed

    def _read_steps(self, typed: dict[str, Any]) -> None:
        """Bulk prices must fit the price beside them when either is changed; a planned price may undercut them."""
        try:
            typed["price_steps"] = steps_field.steps(typed.get("bulk_prices") or "", self.currency)
            if typed.get("price_minor") is not None and {"price", "bulk_prices"} & set(self.changed_data):
                check_steps(Variant(price_minor=typed["price_minor"], currency=self.currency), typed["price_steps"])
        except forms.ValidationError as error:
            self.add_error("bulk_prices", error)
        except ShopError as error:
            self.add_error("bulk_prices", str(error.message))

    def _post_clean(self) -> None:
        """The row is checked and written by the catalogue itself."""

    def values(self, names: list[str]) -> dict[str, Any]:
        """The cleaned values under the names of the columns."""
        columns = {"price": "price_minor", "compare_at": "compare_at_minor", "bulk_prices": "price_steps"}
        return {columns.get(name, name): self.cleaned_data[columns.get(name, name)] for name in names}


class VariantFormSet(forms.BaseInlineFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "product": self.instance}

    def clean(self) -> None:
        """All variants together must fit the product's options."""
        super().clean()
        if any(self.errors):
            return
        filled = [form for form in self.forms if form.instance.pk or form.has_changed()]
        rows = [tuple(form.cleaned_data.get("option_values") or ()) for form in filled]
        try:
            check_options(self.instance.option_names or [], rows)
        except ShopError as error:
            raise forms.ValidationError(str(error.message)) from None

    def get_unique_error_message(self, unique_check: Any) -> str:
        return _("Two variants have the same options.")


def major(minor: int | None, currency: str) -> Any:
    return None if minor is None else Money(minor, currency).major
