"""What staff type when they act on an order."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.kernel.ids import new_token
from commerce.kernel.money import Money
from commerce.kernel.staff import MajorField, as_minor


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("The shopper reads this."))


class RefundForm(forms.Form):
    """The hidden `key` belongs to this one sending of the form: sent twice, it is one refund."""

    amount = MajorField(label=_("Amount"))
    reason = forms.CharField(label=_("Why"), max_length=200, help_text=_("The shopper reads this."))
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, data: Any, files: Any, *, most: Money) -> None:
        super().__init__(data, files, initial={"amount": most.major, "key": new_token()})
        self.most = most

    def clean_amount(self) -> Money:
        minor = as_minor(self.cleaned_data["amount"], self.most.currency) or 0
        if minor <= 0:
            raise ValidationError(_("Give back something."))
        return Money(minor, self.most.currency)


class ShipmentForm(forms.Form):
    carrier = forms.CharField(label=_("Carrier"), max_length=60, required=False)
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=80, required=False)
    tracking_url = forms.URLField(label=_("Tracking page"), max_length=200, required=False, assume_scheme="https")
