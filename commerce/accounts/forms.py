"""Forms of a person's own pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.kernel.errors import Refused

from .domain import addresses
from .models import Address, Area
from .queries import areas


class AddressForm(forms.ModelForm):
    """A saved address; the area decides the country, and with it how the phone is read."""

    class Meta:
        model = Address
        fields = ["full_name", "phone", "area", "street", "landmark"]
        widgets = {
            "full_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
            "street": forms.TextInput(attrs={"autocomplete": "street-address"}),
        }
        help_texts = {"landmark": _("What is near it: a school, a mosque, a shop.")}

    def __init__(self, *args: Any, country: str = settings.SHOP_COUNTRY, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = self.instance.area.country if self.instance.pk else country
        self.fields["area"].choices = [("", _("Choose your area")), *areas.grouped(self.country)]  # type: ignore[attr-defined]

    def clean_area(self) -> Area:
        area: Area = self.cleaned_data["area"]
        if area.country != self.country or area.children.exists():
            raise forms.ValidationError(_("Choose an area of the list."))
        return area

    def clean_phone(self) -> str:
        try:
            return addresses.clean_phone(self.cleaned_data["phone"], self.country)
        except Refused as error:
            raise forms.ValidationError(str(error.message)) from error
