"""The checkout form: at most eight visible fields on the guest's path."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.accounts.domain.address_form import DeliveryFields
from commerce.accounts.queries import areas
from payments.domain.choosing import not_agreed
from payments.domain.methods import Method

ADDRESS = ["area", "street", "landmark", "pin"]


class CheckoutForm(DeliveryFields):
    """Without an area when nothing needs a parcel. `total` is the one on the button."""

    field_order = ["email", "full_name", "phone", *ADDRESS, "terms", "payment", "total"]
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=255,
        help_text=_("For the confirmation and the link to your order."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give an e-mail address."),
            "invalid": _("That is not an e-mail address. It looks like name@example.com."),
        },
    )
    terms = forms.BooleanField(
        label=_("I agree to the terms"), error_messages={"required": _("Tick the box to agree to the terms.")}
    )
    payment = forms.ChoiceField(
        required=False,
        label=_("How you pay"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("That way of paying cannot be had just now. Choose another.")},
    )
    total = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, methods: list[Method], needs_parcel: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.methods = methods
        self.chosen: Method | None = None
        names = [method.name for method in methods if not method.off]
        self.fields["payment"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
        self.default_method = names[0] if names else ""
        if not needs_parcel:
            for name in ADDRESS:
                del self.fields[name]
            self.fields["phone"].help_text = ""

    def clean_payment(self) -> str:
        name = self.cleaned_data.get("payment") or self.default_method
        self.chosen = next((method for method in self.methods if method.name == name), None)
        if self.chosen and (words := not_agreed(self.chosen, self.data)):
            raise forms.ValidationError(words)
        return name


def country_of(raw: str | None) -> str:
    """The delivery country of a link, the shop's own for anything unknown."""
    return raw if raw in dict(areas.countries()) else settings.SHOP_COUNTRY
