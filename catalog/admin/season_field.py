"""A day of the year, typed as a day and a month."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from ..domain.handling import is_day


class SeasonDayWidget(forms.MultiWidget):
    """`3` and `November`; both empty for no day."""

    def __init__(self, attrs: Any = None) -> None:
        day = forms.NumberInput(attrs={"min": 1, "max": 31, "inputmode": "numeric", "aria-label": _("day")})
        month = forms.Select(choices=[("", "–"), *MONTHS.items()], attrs={"aria-label": _("month")})
        super().__init__({"day": day, "month": month}, attrs)

    def decompress(self, value: Any) -> list[int | None]:
        return [value % 100, value // 100] if value else [None, None]


class SeasonDayField(forms.MultiValueField):
    """Cleans to month * 100 + day, or None; a day that is not in every year is refused."""

    widget = SeasonDayWidget

    def __init__(self, **kwargs: Any) -> None:
        day = forms.IntegerField(min_value=1, max_value=31, required=False)
        month = forms.TypedChoiceField(
            coerce=int, empty_value=None, choices=[("", ""), *MONTHS.items()], required=False
        )
        super().__init__(fields=[day, month], require_all_fields=False, required=False, **kwargs)

    def compress(self, data_list: list[Any]) -> int | None:
        day, month = data_list or (None, None)
        if day is None and month is None:
            return None
        if day is None or month is None:
            raise forms.ValidationError(_("Give a day and a month."))
        if not is_day(month * 100 + day):
            raise forms.ValidationError(_("There is no such day in every year."))
        return int(month * 100 + day)
