"""Money as staff type it: in major units, checked against the currency."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..money import MAX_MINOR, Money, exponent
from ..money_text import SYMBOLS

# Room for every amount a row may hold, at any currency's digits.
MAJOR_DIGITS = 18


class MajorField(forms.DecimalField):
    """An amount in major units ("1500.50"); `as_minor` turns it into whole minor units of a currency."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", Decimal(0))
        super().__init__(max_digits=MAJOR_DIGITS, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Thousands may be typed with commas, as they are shown."""
        return super().to_python(value.replace(",", "").strip() if isinstance(value, str) else value)


def as_minor(amount: Decimal | None, currency: str) -> int | None:
    """Whole minor units. Raises ValidationError with words for the form."""
    if amount is None:
        return None
    try:
        minor = Money.of(amount, currency).minor
    except ValueError:
        sign = SYMBOLS.get(currency, currency)
        words = _("%(sign)s amounts have at most %(digits)s digits after the point.")
        raise ValidationError(words % {"sign": sign, "digits": exponent(currency)}) from None
    if minor > MAX_MINOR:
        raise ValidationError(_("That amount is too large."))
    return minor


class AmountsForm(forms.ModelForm):
    """A row's form whose `amounts` (columns by the name of their field) are typed in major units and kept as minor
    units of the row's currency, the shop's for a new row."""

    amounts: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.currency = self.instance.currency or settings.SHOP_CURRENCY
        for name, column in self.amounts.items():
            minor = getattr(self.instance, column)
            if self.instance.pk and minor is not None:
                self.initial[name] = f"{Money(minor, self.instance.currency).major.normalize():f}"

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for name, column in self.amounts.items():
            try:
                setattr(self.instance, column, as_minor(typed.get(name), self.instance.currency))
            except ValidationError as error:
                self.add_error(name, error)
        return typed
