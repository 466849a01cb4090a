"""What staff type into a delivery table: places from the tree of areas, money in major units."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.accounts.models import Area
from commerce.kernel.money import Money
from commerce.kernel.staff import AmountsForm, MajorField, as_minor

from ..models import Rate, Zone, ZonePlace
from ..queries import places

NARROW = forms.NumberInput(attrs={"class": "vIntegerField"})


class ZoneForm(forms.ModelForm):
    class Meta:
        model = Zone
        fields = ["seller_ref", "name", "position", "by_air"]
        help_texts = {
            "seller_ref": gettext_lazy("Public id of the stall (sel_…)."),
            "position": gettext_lazy("Where two zones name the same place, the lower number wins."),
            "by_air": gettext_lazy("Dangerous goods are not delivered to a zone that is reached by air."),
        }


class PlaceForm(forms.ModelForm):
    """One field: a whole country, or an area with everything below it."""

    place = forms.ChoiceField(label=gettext_lazy("place"))

    class Meta:
        model = ZonePlace
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "–"), *places.choices()]  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["place"] = places.key(self.instance.country, self.instance.area_id)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if chosen := typed.get("place"):
            self.instance.country, area_id = places.read(chosen)
            self.instance.area = Area.objects.get(pk=area_id) if area_id else None
        return typed


class PlaceFormSet(forms.BaseInlineFormSet):
    """No place twice: Django looks at columns that are fields of the form, and ours is none."""

    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            place = getattr(form, "cleaned_data", {}).get("place")
            if not place or form.cleaned_data.get("DELETE"):
                continue
            if place in seen:
                form.add_error("place", _("This place is in the zone already."))
            seen.add(place)


class RateForm(AmountsForm):
    """A service; an empty limit is none."""

    amounts: ClassVar[Mapping[str, str]] = {
        "price": "price_minor", "per_kg": "per_kg_minor", "max_goods": "max_goods_minor", "free": "free_from_minor",
    }  # fmt: skip
    price = MajorField(label=gettext_lazy("price"), widget=NARROW)
    per_kg = MajorField(label=gettext_lazy("per further kg"), required=False, widget=NARROW)
    max_goods = MajorField(label=gettext_lazy("most goods"), required=False, widget=NARROW)
    free = MajorField(label=gettext_lazy("free from"), required=False, widget=NARROW)

    class Meta:
        model = Rate
        fields = ["service", "price", "included_grams", "per_kg", "max_grams", "max_goods", "free", "days_min",
                  "days_max", "position"]  # fmt: skip
        labels = {"included_grams": gettext_lazy("weight included (g)"), "max_grams": gettext_lazy("most weight (g)")}
        widgets = {"service": forms.TextInput(attrs={"size": 18})}

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        first, last = typed.get("days_min"), typed.get("days_max")
        if first is not None and last is not None and last < first:
            self.add_error("days_max", _("The last day cannot come before the first."))
        if typed.get("max_goods") == 0:
            self.add_error("max_goods", _("Leave it empty for no limit."))
        return typed


class TrialForm(forms.Form):
    """A parcel to try the table with."""

    place = forms.ChoiceField(label=gettext_lazy("Area"))
    grams = forms.IntegerField(label=gettext_lazy("Weight in grams"), min_value=0, max_value=10_000_000, initial=500)
    goods = MajorField(label=gettext_lazy("Worth of the goods"), initial=2000)
    hazardous = forms.BooleanField(label=gettext_lazy("Dangerous goods among them"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places.choices()  # type: ignore[attr-defined]

    def clean_goods(self) -> Money:
        minor = as_minor(self.cleaned_data["goods"], settings.SHOP_CURRENCY)
        return Money(minor or 0, settings.SHOP_CURRENCY)
