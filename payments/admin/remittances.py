"""What couriers passed on: typed or read from their list, taken in when every line matches."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.money import Money, exponent
from commerce.kernel.staff import MajorField, ReadOnlyTabular, StaffAdmin, WhoMixin, actor_of, as_minor, money_column

from ..domain import remitting
from ..domain.remitting import Line
from ..models import Collection, Remittance
from ..models.method import shop_currency

MOST_BYTES = 1024 * 1024


class Parcels(ReadOnlyTabular):
    model = Collection
    fields = ["reference", "tracking", "amount"]
    readonly_fields = ["amount"]
    verbose_name_plural = gettext_lazy("parcels")
    amount = staticmethod(money_column("amount_minor", gettext_lazy("cash")))


class RemittanceForm(forms.ModelForm):
    """The courier's list is typed or chosen as a file: one parcel a line, its id or tracking number, and its cash."""

    received = MajorField(label=gettext_lazy("Came to the bank"))
    fee = MajorField(label=gettext_lazy("The courier kept"), required=False)
    lines = forms.CharField(
        label=gettext_lazy("Parcels"), required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("One a line: tracking number or parcel id, a comma, and its cash. T123, 1500.00"),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("or the courier's list as a CSV file"), required=False)

    class Meta:
        model = Remittance
        fields = ["courier", "number"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        currency = shop_currency()
        typed["received"] = _money(typed.get("received"), currency, self, "received")
        typed["fee"] = _money(typed.get("fee"), currency, self, "fee")
        try:
            typed["lines"] = list(read_lines(typed.get("lines", "") + _text(typed.get("file")), currency))
        except forms.ValidationError as error:
            self.add_error("lines", error)
            return typed
        found = remitting.matched(courier=typed.get("courier", ""), currency=currency, lines=typed["lines"])
        for words in found.wrong:
            self.add_error("lines", words)
        total, came = sum(row.amount_minor for row in found.found), typed["received"].minor + typed["fee"].minor
        if not found.wrong and total != came:
            words = _("The parcels come to %(parcels)s, what came and the fee to %(came)s.")
            self.add_error(
                "received", words % {"parcels": Money(total, currency).major, "came": Money(came, currency).major}
            )
        return typed


def _money(amount: Any, currency: str, form: forms.Form | forms.ModelForm, field: str) -> Money:
    try:
        return Money(as_minor(amount, currency) or 0, currency)
    except forms.ValidationError as error:
        form.add_error(field, error)
        return Money.zero(currency)


def _text(file: UploadedFile | None) -> str:
    if file is None:
        return ""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise forms.ValidationError(_("The file is too large."))
    try:
        return "\n" + content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise forms.ValidationError(_("The file is not in UTF-8.")) from None


def read_lines(text: str, currency: str) -> Iterator[Line]:
    """Rows of parcel and cash; a first row of headings is passed over. Raises ValidationError naming the row."""
    for number, row in enumerate(csv.reader(io.StringIO(text.strip())), start=1):
        cells = [cell.strip() for cell in row if cell.strip()]
        if not cells or (number == 1 and not any(char.isdigit() for char in "".join(cells))):
            continue
        try:
            parcel, cash = cells[0], Money.of("".join(cells[1:2]).replace(" ", ""), currency)
        except (ValueError, ArithmeticError):
            words = _("Row %(n)s is not a parcel and an amount with %(digits)s digits after the point.")
            raise forms.ValidationError(words % {"n": number, "digits": exponent(currency)}) from None
        yield Line(parcel, cash.minor)


@admin.register(Remittance)
class RemittanceAdmin(WhoMixin, StaffAdmin):
    list_display = [
        "courier", "number", money_column("received_minor", gettext_lazy("came")),
        money_column("fee_minor", gettext_lazy("kept")), "who", "at",
    ]  # fmt: skip
    list_filter = ["courier", "at"]
    search_fields = ["courier", "number", "collections__reference", "collections__tracking"]
    form = RemittanceForm
    inlines = [Parcels]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["courier", "number", "received", "fee", "lines", "file"]
        return ["courier", "number", "came", "kept", "who", "at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["courier", "number", "came", "kept", "who", "at"] if obj else []

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        return [Parcels] if obj else []

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    came = staticmethod(money_column("received_minor", gettext_lazy("came to the bank")))
    kept = staticmethod(money_column("fee_minor", gettext_lazy("the courier kept")))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        typed = form.cleaned_data
        made = remitting.remit(
            courier=typed["courier"], number=typed["number"], received=typed["received"], fee=typed["fee"],
            lines=typed["lines"], actor=actor_of(request),
        )  # fmt: skip
        obj.__dict__.update(made.__dict__)
