"""What a payer types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .domain.methods import Method


class PayForm(forms.Form):
    """One of the offered ways, and perhaps an address for a receipt."""

    method = forms.CharField(max_length=20, required=False)
    email = forms.EmailField(
        label=_("E-mail for a receipt"),
        max_length=255,
        required=False,
        help_text=_("Only if you want one. It is used for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("That is not an e-mail address. It looks like name@example.com.")},
    )

    def __init__(self, *args: Any, methods: list[Method], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.methods = methods

    def clean_method(self) -> str:
        """The only one, where there is no choice."""
        usable = [method.name for method in self.methods if not method.off]
        return self.cleaned_data.get("method") or (usable[0] if usable else "")
