"""The fields of a delivery address, for every form that asks for one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.kernel.errors import Refused

from ..models import Area
from ..queries import areas
from . import addresses, pins
from .area_select import AreaChoices, AreaSelect

PHONE_INPUT = {"type": "tel", "inputmode": "tel", "autocomplete": "tel"}


def checked(clean: Callable[..., str], *given: str) -> str:
    """What `clean` makes of a field's value; its refusal stands beside the field."""
    try:
        return clean(*given)
    except Refused as error:
        raise forms.ValidationError(str(error.message)) from error


class PhoneMixin(forms.Form):
    """Reads `phone` as one of `country`; what was typed stays in the field."""

    country: str

    def clean_phone(self) -> str:
        raw: str = self.cleaned_data["phone"]
        return checked(addresses.clean_phone, raw, self.country) if raw else ""


class DeliveryFields(PhoneMixin):
    """Who receives a parcel and where, in a country without postcodes."""

    says_all = True  # its errors are whole sentences: no label before them

    full_name = forms.CharField(
        label=_("Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Give the name of whoever receives it.")},
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        help_text=_("The courier calls this number."),
        widget=forms.TextInput(attrs=PHONE_INPUT),
        error_messages={"required": _("Give a phone number for the courier.")},
    )
    area = forms.ChoiceField(
        label=_("Area"),
        widget=AreaSelect(attrs={"autocomplete": "address-level2"}),
        error_messages={
            "required": _("Choose the area it goes to."),
            "invalid_choice": _("Choose an area of the list."),
        },
    )
    street = forms.CharField(
        label=_("Street and house"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"required": _("Give the street and house, or the lot.")},
    )
    landmark = forms.CharField(
        label=_("Landmark"),
        max_length=200,
        required=False,
        help_text=_("What is near it: a school, a mosque, a shop."),
    )
    pin = forms.CharField(label=_("Map pin"), max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        self.fields["area"].choices = AreaChoices(_("Choose your area"), areas.grouped(country))  # type: ignore[attr-defined]

    def clean_pin(self) -> str:
        return checked(pins.clean_pin, self.cleaned_data["pin"])

    @property
    def area_row(self) -> Area | None:
        """The chosen area; None while none of this country is chosen, or when the form asks for none."""
        chosen = self.cleaned_data.get("area")
        return areas.find(self.country, int(chosen)) if chosen else None
