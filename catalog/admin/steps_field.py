"""Bulk prices as staff type them: one a line, "10: 5 %" or "50: 1,600"."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.money import Money
from commerce.kernel.staff import as_minor

LINE = re.compile(r"(\d{1,4})\s*[:=]\s*(\d[\d,]{0,17}(?:\.\d{1,3})?)\s*(%?)")


class StepsField(forms.CharField):
    """The text as it was typed; `steps` turns it into what the variant keeps."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("bulk prices"),
            required=False,
            max_length=300,
            help_text=gettext_lazy("One a line: 10: 5 % is five per cent less from ten pieces, 50: 1600 a price each."),
            widget=forms.Textarea(attrs={"rows": 2, "cols": 12}),
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or "").split() != (data or "").split()


def steps(text: str, currency: str) -> list[dict[str, Any]]:
    """What the lines say, in their order. Raises ValidationError at the first that says nothing."""
    lines = [line.strip() for line in re.split(r"[\n;]", text) if line.strip()]
    return [_step(line, currency) for line in lines]


def text_of(found: Iterable[dict[str, Any]], currency: str) -> str:
    """The lines that say these steps."""
    return "\n".join(f"{each['from']}: {_price(each, currency)}" for each in found)


def _price(step: dict[str, Any], currency: str) -> str:
    if "minor" in step:
        return f"{Money(step['minor'], currency).major:f}"
    return f"{(Decimal(step['off_bp']) / 100).normalize():f} %"


def _step(line: str, currency: str) -> dict[str, Any]:
    found = LINE.fullmatch(line)
    if found is None:
        raise forms.ValidationError(_("“%(line)s” is not read: write 10: 5 %% or 10: 1600.") % {"line": line[:40]})
    pieces, number, percent = int(found[1]), Decimal(found[2].replace(",", "")), found[3]
    if not percent:
        return {"from": pieces, "minor": as_minor(number, currency)}
    if not 0 < number < 100 or (number * 100) % 1:
        raise forms.ValidationError(_("A percentage is between 0 and 100, with two digits after the point at most."))
    return {"from": pieces, "off_bp": int(number * 100)}
