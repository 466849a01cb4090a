"""Ways of paying: which are offered, where, for how much, and whether their provider answers."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.resilience import is_away
from commerce.kernel.staff import AmountsForm, MajorField, StaffAdmin, badge, money_column

from ..domain import method_settings
from ..models import PaymentMethod
from ..providers.registry import enabled

CODE_LENGTH = 2


def titles() -> dict[str, str]:
    """What shoppers read, by the provider's name, of those that the shop has keys for."""
    return {card.name: str(card.title) for card in (adapter.capabilities for adapter in enabled()) if card.currencies}


class MethodForm(AmountsForm):
    amounts: ClassVar[Mapping[str, str]] = {"least": "min_minor", "most": "max_minor", "fee": "fee_minor"}
    least = MajorField(label=gettext_lazy("least amount"), required=False)
    most = MajorField(label=gettext_lazy("greatest amount"), required=False, help_text=gettext_lazy("Empty: no limit."))
    fee = MajorField(
        label=gettext_lazy("fee"), required=False, help_text=gettext_lazy("What the shopper pays on top of the order.")
    )

    class Meta:
        model = PaymentMethod
        fields = ["provider", "is_on", "position", "countries", "for_downloads", "captures_later"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "provider" in self.fields:
            taken = set(PaymentMethod.objects.values_list("provider", flat=True))
            self.fields["provider"] = forms.ChoiceField(
                label=_("provider"),
                choices=[(name, title) for name, title in titles().items() if name not in taken],
            )

    def clean_countries(self) -> str:
        codes = [code.strip().upper() for code in self.cleaned_data["countries"].split(",") if code.strip()]
        if any(len(code) != CODE_LENGTH or not code.isalpha() for code in codes):
            raise forms.ValidationError(_("Two letters for each country, with commas between: GY, TT."))
        return ", ".join(codes)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        row = self.instance
        row.min_minor, row.fee_minor = row.min_minor or 0, row.fee_minor or 0
        if row.max_minor is not None and row.max_minor < row.min_minor:
            self.add_error("most", _("It cannot be less than the least amount."))
        return typed


@admin.register(PaymentMethod)
class PaymentMethodAdmin(StaffAdmin):
    list_display = [
        "title", "standing", "position", "countries",
        money_column("min_minor", gettext_lazy("from")), money_column("max_minor", gettext_lazy("up to")),
        money_column("fee_minor", gettext_lazy("fee")),
    ]  # fmt: skip
    form = MethodForm
    fields = [
        "provider", "is_on", "position", "countries", "least", "most", "fee", "for_downloads", "captures_later",
    ]  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["provider"] if obj else []

    @admin.display(description=gettext_lazy("way of paying"), ordering="provider")
    def title(self, row: PaymentMethod) -> str:
        return titles().get(row.provider, row.provider)

    @admin.display(description=gettext_lazy("state"))
    def standing(self, row: PaymentMethod) -> Any:
        if row.provider not in titles():
            return badge("wait", _("no keys: not offered"))
        if not row.is_on:
            return badge("stop", _("switched off"))
        return badge("stop", _("does not answer")) if is_away(row.provider) else badge("done", _("offered"))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        method_settings.forget()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        method_settings.forget()
