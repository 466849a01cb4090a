"""Forms of a person's own pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..domain import addresses
from ..domain.address_book import Entry
from ..domain.address_form import PHONE_INPUT, DeliveryFields, PhoneMixin
from ..models import Address, Area


class DeliveryAddressForm(DeliveryFields):
    """An address of the address book."""

    def entry(self) -> Entry:
        """What was typed, of a valid form."""
        values = self.cleaned_data
        area = Area.objects.get(pk=values["area"], country=self.country)
        return Entry(values["full_name"], values["phone"], area, values["street"], values["landmark"], values["pin"])

    @staticmethod
    def initial_of(address: Address) -> dict[str, Any]:
        """The fields of a saved address."""
        words = {name: getattr(address, name) for name in ("full_name", "street", "landmark", "pin")}
        return words | {"area": address.area_id, "phone": addresses.phone_text(address.phone)}


class ProfileForm(PhoneMixin):
    """Name and phone, both optional."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False, widget=forms.TextInput(attrs=PHONE_INPUT))

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
