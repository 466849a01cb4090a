"""Forms with every kind of field: empty, filled, wrong."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class EveryField(forms.Form):
    full_name = forms.CharField(label=_("Full name"), error_messages={"required": _("Give a name.")})
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Help stands below the label."),
        error_messages={"required": _("Give an address."), "invalid": _("That is no e-mail address.")},
    )
    phone = forms.CharField(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"})
    )
    area = forms.ChoiceField(
        label=_("Area"),
        choices=[("", _("Choose your area")), ("1", "Kitty"), ("2", "Stabroek")],
        error_messages={"required": _("Choose an area.")},
    )
    amount = forms.IntegerField(label=_("A short number"), required=False)
    secret = forms.CharField(label=_("Password"), required=False, widget=forms.PasswordInput)
    words = forms.CharField(label=_("Words"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    photo = forms.FileField(label=_("Photograph"), required=False)
    fixed = forms.CharField(
        label=_("Cannot be changed"),
        disabled=True,
        initial="ORD-1042",
        help_text=_("Rare; it says why: the number is given once."),
    )


class Choices(forms.Form):
    payment = forms.ChoiceField(
        label=_("How you pay"),
        widget=forms.RadioSelect,
        choices=[("card", _("By card")), ("cash", _("Cash when it arrives"))],
        error_messages={"required": _("Choose how you pay.")},
    )
    stars = forms.ChoiceField(
        label=_("Stars"),
        widget=forms.RadioSelect,
        choices=[("1", _("Bad")), ("2", _("Poor")), ("3", _("Fair")), ("4", _("Good")), ("5", _("Very good"))],
        error_messages={"required": _("Choose one to five stars.")},
    )
    terms = forms.BooleanField(
        label=_("I agree to the terms"),
        help_text=_("A tick box has its words beside it."),
        error_messages={"required": _("Tick the box to go on.")},
    )
    pin = forms.CharField(required=False, widget=forms.HiddenInput)


class Short(forms.Form):
    full_name = forms.CharField(label=_("Full name"), error_messages={"required": _("Give a name.")})
    pin = forms.CharField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Note"), required=False, help_text=_("For the courier."))


def samples() -> Mapping[str, Any]:
    filled = {"full_name": "A Sample Person", "email": "person@example.com", "phone": "600 1234", "area": "2"}
    return {
        "plain": EveryField(auto_id="plain_%s", initial=filled | {"words": "Two lines\nof words."}),
        "wrong": EveryField({"email": "no address"}, auto_id="wrong_%s"),
        "choices": Choices(auto_id="choice_%s", initial={"payment": "card", "stars": "4", "terms": True}),
        "choices_wrong": Choices({}, auto_id="choice_wrong_%s"),
        "short": Short(auto_id="short_%s"),
        "pinned": Short(auto_id="pinned_%s", initial={"pin": "6.80448,-58.15527"}),
        "methods": [
            {"value": "card", "title": _("By card"), "note": _("Visa, Mastercard"), "icon": "card", "checked": True},
            {"value": "cash", "title": _("Cash when it arrives"), "note": "", "icon": "cash"},
            {"value": "bank", "title": _("Bank transfer"), "off": _("Not for parcels to the interior.")},
        ],
    }
