"""What staff type when they act on an order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.kernel.ids import new_token
from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text
from commerce.kernel.staff import MajorField, as_minor
from payments.domain.payment_requests import MOST_DAYS

from ..domain.refund_things import Choice
from ..models import Order, SellerOrder


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("The shopper reads this."))


class LinkForm(forms.Form):
    days = forms.IntegerField(label=_("Open for days"), min_value=1, max_value=MOST_DAYS, initial=2)
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("Whoever has the link reads it.")
    )  # fmt: skip


class RefundForm(forms.Form):
    """All that is left, an amount, or chosen things and deliveries.

    The hidden `key` belongs to this one sending of the form: sent twice, it is one refund.
    """

    what = forms.ChoiceField(label=_("What"), widget=forms.RadioSelect, required=False)
    amount = MajorField(label=_("Amount"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=200, help_text=_("The shopper reads this."))
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, data: Any, files: Any, *, order: Order, most: Money) -> None:
        super().__init__(data, files, initial={"what": "rest", "key": new_token()})
        self.most = most
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            ("rest", _("Everything that is left: %(most)s") % {"most": money_text(most)}),
            ("amount", _("The amount below")),
            ("things", _("The things and deliveries below")),
        ]
        self.parts = list(order.parts.select_related("seller", "order"))
        self.lines = list(order.lines.select_related("part"))
        for part in self.parts:
            self._add_part(part)
        self.order_fields(["what", "amount", *(name for name in self.fields if "_" in name), "reason"])

    def _add_part(self, part: SellerOrder) -> None:
        for line in self.lines:
            if line.part_id == part.pk:
                label = _("%(title)s, %(price)s each") % {"title": line.product_title, "price": money_text(line.unit)}
                choices = [(number, str(number)) for number in range(line.quantity + 1)]
                self.fields[f"line_{line.pk}"] = forms.TypedChoiceField(
                    label=label, choices=choices, coerce=int, empty_value=None, required=False
                )
        if part.shipping_minor:
            money = money_text(Money(part.shipping_minor, part.currency))
            label = _("Delivery by %(seller)s, %(money)s") % {"seller": part.seller, "money": money}
            self.fields[f"delivery_{part.pk}"] = forms.BooleanField(label=label, required=False)

    def clean_amount(self) -> Money | None:
        minor = as_minor(self.cleaned_data["amount"], self.most.currency)
        return None if minor is None else Money(minor, self.most.currency)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        given = typed.get("amount")
        if (
            (typed.get("what") or "amount") == "amount"
            and not self.errors.get("amount")
            and not (given and given.minor)
        ):
            self.add_error("amount", _("Give back something."))
        return typed

    def values(self) -> dict[str, Any]:
        """What the domain is asked for."""
        typed = self.cleaned_data
        found: dict[str, Any] = {"reason": typed["reason"], "key": typed["key"]}
        if typed["what"] == "things":
            units = {line.pk: typed[f"line_{line.pk}"] for line in self.lines if typed[f"line_{line.pk}"]}
            given = frozenset(part.pk for part in self.parts if typed.get(f"delivery_{part.pk}"))
            return found | {"choice": Choice(units, given)}
        return found | {"amount": None if typed["what"] == "rest" else typed["amount"]}


class ShipmentForm(forms.Form):
    carrier = forms.CharField(label=_("Carrier"), max_length=60, required=False)
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=80, required=False)
    tracking_url = forms.URLField(label=_("Tracking page"), max_length=200, required=False, assume_scheme="https")
