"""What staff type about times and planned prices; what the domain refuses stands at the field it is about."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.kernel.staff import MajorField, as_minor

from ..domain.planned_prices import Plan, check_plan
from ..domain.publication_times import check_times
from ..errors import ScheduleWrong
from ..models import Product, ScheduledPrice, Variant


class MomentField(forms.DateTimeField):
    """Date and time in one field of the browser, in the market's own time."""

    def __init__(self, **kwargs: Any) -> None:
        shown = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(required=False, widget=shown, **kwargs)


class TimesForm(forms.Form):
    publish_from = MomentField(label=_("Publish from"), help_text=_("Empty: not by itself."))
    take_down_at = MomentField(label=_("Take down at"), help_text=_("Empty: it stays. At this moment it is a draft."))

    def __init__(self, data: Any, files: Any, *, product: Product) -> None:
        times = getattr(product, "publication_times", None)
        initial = {"publish_from": times and times.publish_from, "take_down_at": times and times.take_down_at}
        super().__init__(data, files, initial=initial)
        self.product = product

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors:
            said_at_its_field(self, lambda: check_times(product=self.product, **typed))
        return typed


class EndForm(forms.Form):
    """Of a price that is running only the end can change."""

    ends_at = MomentField(label=_("Until"), help_text=_("Empty: this is the price from now on."))

    def __init__(self, data: Any, files: Any, *, scheduled: ScheduledPrice) -> None:
        super().__init__(data, files, initial={"ends_at": scheduled.ends_at})
        self.scheduled = scheduled

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        row = self.scheduled
        if not self.errors:
            plan = Plan(row.price_minor, row.compare_at_minor, row.starts_at, typed["ends_at"])
            said_at_its_field(self, lambda: check_plan(variant=row.variant, plan=plan, besides=row))
        return typed

    def values(self) -> dict[str, Any]:
        return {"plan": Plan(self.scheduled.price_minor, ends_at=self.cleaned_data["ends_at"])}


class PriceForm(forms.Form):
    """Amounts in major units of the product's currency; the variant is asked for only where there are several."""

    variant_id = forms.TypedChoiceField(label=_("Variant"), coerce=int)
    price = MajorField(label=_("Price"))
    compare_at = MajorField(
        label=_("Was"), required=False, help_text=_("Empty: what it cost before, while a lower price has an end.")
    )
    starts_at = MomentField(label=_("From"), help_text=_("Empty: within a minute."))
    ends_at = MomentField(label=_("Until"), help_text=_("Empty: for good. At this moment the former price is back."))

    def __init__(
        self, data: Any, files: Any, *, variants: list[Variant], scheduled: ScheduledPrice | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, files, **kwargs)
        self.variants, self.scheduled = {variant.pk: variant for variant in variants}, scheduled
        field = self.fields["variant_id"]
        field.choices = [(each.pk, each.option_text or each.sku or str(each)) for each in variants]  # type: ignore[attr-defined]
        if len(variants) == 1:
            field.widget, field.initial = forms.HiddenInput(), variants[0].pk

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if self.errors:
            return typed
        variant = self.variants[typed["variant_id"]]
        minors: dict[str, int | None] = {}
        for name in ("price", "compare_at"):
            try:
                minors[name] = as_minor(typed[name], variant.currency)
            except forms.ValidationError as error:
                self.add_error(name, error)
        if not self.errors:
            plan = plan_of(minors, typed["starts_at"], typed["ends_at"])
            self.plan = {"variant": variant, "plan": plan}
            said_at_its_field(self, lambda: check_plan(variant=variant, plan=plan, besides=self.scheduled))
        return typed

    def values(self) -> dict[str, Any]:
        return self.plan


def plan_of(minors: dict[str, int | None], starts_at: datetime | None, ends_at: datetime | None) -> Plan:
    assert minors["price"] is not None
    return Plan(minors["price"], minors["compare_at"], starts_at, ends_at)


def said_at_its_field(form: forms.Form, check: Any) -> None:
    try:
        check()
    except ScheduleWrong as error:
        form.add_error(error.details["field"], str(error.message))
