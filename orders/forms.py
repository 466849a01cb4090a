"""The checkout form: at most eight visible fields on the guest's path."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.accounts.domain import addresses
from commerce.accounts.models import Area
from commerce.accounts.queries import areas
from commerce.kernel.errors import Refused


class CheckoutForm(forms.Form):
    """Without an area when nothing needs a parcel. `total` is the one on the button."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=255, help_text=_("For the confirmation and the link to your order."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give an e-mail address."),
            "invalid": _("That is not an e-mail address. It looks like name@example.com."),
        },
    )  # fmt: skip
    full_name = forms.CharField(
        label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Give the name of whoever receives it.")},
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone"), max_length=20, help_text=_("The courier calls this number."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Give a phone number for the courier.")},
    )  # fmt: skip
    area = forms.ChoiceField(
        label=_("Area"), widget=forms.Select(attrs={"autocomplete": "address-level2"}),
        error_messages={
            "required": _("Choose the area it goes to."),
            "invalid_choice": _("Choose an area of the list."),
        },
    )  # fmt: skip
    street = forms.CharField(
        label=_("Street and house"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"required": _("Give the street and house, or the lot.")},
    )  # fmt: skip
    landmark = forms.CharField(
        label=_("Landmark"), max_length=200, required=False,
        help_text=_("What is near it: a school, a mosque, a shop."),
    )  # fmt: skip
    terms = forms.BooleanField(
        label=_("I agree to the terms"), error_messages={"required": _("Tick the box to agree to the terms.")}
    )
    payment = forms.ChoiceField(required=False, label=_("How you pay"), widget=forms.RadioSelect)
    total = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, country: str, methods: list[str], needs_parcel: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        self.fields["payment"].choices = [(method, method) for method in methods]  # type: ignore[attr-defined]
        self.default_method = methods[0] if methods else ""
        if needs_parcel:
            self.fields["area"].choices = [("", _("Choose your area")), *areas.grouped(country)]  # type: ignore[attr-defined]
        else:
            for name in ("area", "street", "landmark"):
                del self.fields[name]

    def clean_phone(self) -> str:
        try:
            return addresses.clean_phone(self.cleaned_data["phone"], self.country)
        except Refused as error:
            raise forms.ValidationError(str(error.message)) from error

    def clean_payment(self) -> str:
        return self.cleaned_data.get("payment") or self.default_method

    @property
    def area_row(self) -> Area | None:
        chosen = self.cleaned_data.get("area")
        return Area.objects.filter(pk=chosen, country=self.country).first() if chosen else None


def country_of(raw: str | None) -> str:
    """The delivery country of a link, the shop's own for anything unknown."""
    return raw if raw in dict(areas.countries()) else settings.SHOP_COUNTRY
