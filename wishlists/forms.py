"""What a member types about lists."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the list"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give the list a name.")},
    )


class WishForm(forms.Form):
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    is_watched = forms.BooleanField(label=_("Tell me when it is back or cheaper"), required=False)
