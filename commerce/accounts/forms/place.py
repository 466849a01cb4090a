"""Which area delivery is told for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..domain.area_select import AreaChoices, AreaSelect
from ..queries import areas


class PlaceForm(forms.Form):
    """One field: an area of `country`, or none for the whole of it."""

    area = forms.TypedChoiceField(
        label=_("Area"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("Choose an area of the list.")},
        widget=AreaSelect(attrs={"autocomplete": "address-level2"}),
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        anywhere = _("Anywhere in %(country)s") % {"country": areas.country_name(country)}
        self.fields["area"].choices = AreaChoices(anywhere, areas.grouped(country))  # type: ignore[attr-defined]
