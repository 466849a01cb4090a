"""What staff type to set a rate by hand."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.kernel.money import KNOWN

from ..domain.by_hand import checked, refuse_far
from ..errors import FarOff, WrongRate
from ..models import Rate
from ..queries import words
from ..states import PIVOT

HOURS = (
    (24, _("24 hours")),
    (3 * 24, _("3 days")),
    (7 * 24, _("7 days")),
    (14 * 24, _("14 days")),
    (31 * 24, _("31 days")),
)


class ByHandForm(forms.ModelForm):
    """`is_sure` is shown when the rate is far from the last one, and only then."""

    valid_hours = forms.TypedChoiceField(
        label=_("How long it counts"), choices=HOURS, coerce=int, initial=24,
        help_text=_("Or until you set another one. After that the rates of the source count again."),
    )  # fmt: skip
    is_sure = forms.BooleanField(label=_("Yes, this rate is right"), required=False)

    class Meta:
        model = Rate
        fields = ["base", "quote", "rate", "note"]
        help_texts = {
            "rate": _("With a point: 209.20 means that one US dollar is worth 209.20 Guyana dollars."),
            "note": _("Where it is from, for whoever asks later: the bank, and its table."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rate"].label = _("Is worth so many")
        codes = [(code, code) for code in codes_in_order()]
        for name, label, first in (("base", _("One"), PIVOT), ("quote", _("Of these"), settings.SHOP_CURRENCY)):
            self.fields[name] = forms.ChoiceField(label=label, choices=codes, initial=first)
        self.fields["rate"].widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 16, "autocomplete": "off"})
        self.fields["is_sure"].widget = forms.HiddenInput()

    @property
    def lasts(self) -> timedelta:
        return timedelta(hours=self.cleaned_data["valid_hours"])

    def clean(self) -> dict[str, Any]:
        """What the domain would refuse is said at the field it is about."""
        typed = super().clean() or {}
        if {"base", "quote", "rate", "valid_hours"} <= set(typed):
            pair = {name: typed[name] for name in ("base", "quote", "rate")}
            try:
                checked(**pair, valid_for=self.lasts)
                self._ask_whether_sure(**pair)
            except WrongRate as error:
                self.add_error(error.details["field"], str(error.message))
        return typed

    def _ask_whether_sure(self, **pair: Any) -> None:
        try:
            refuse_far(**pair)
        except FarOff:
            self.fields["is_sure"].widget = forms.CheckboxInput()
            if not self.cleaned_data.get("is_sure"):
                raise


def codes_in_order() -> list[str]:
    """Those of the pairs in use and of the shop first."""
    used = [code for pair in words.pairs_in_use() for code in pair]
    first = dict.fromkeys([PIVOT, settings.SHOP_CURRENCY, *used])
    return [*first, *sorted(KNOWN - set(first))]


class NoteForm(forms.Form):
    """Why a rate set by hand is given up."""

    note = forms.CharField(label=_("Note"), required=False, max_length=200)
