"""What staff type about a product. The words of the catalogue's own refusals stand at the field they are about."""

from typing import Any

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.errors import ShopError

from ..domain import bulk, descriptions, handling
from ..models import Category, Picture, Product, Variant
from ..models.handling import Handling
from ..models.product import ProductStatus
from ..models.stock import MovementKind
from .season_field import SeasonDayField

TEXT = forms.Textarea(attrs={"rows": 10})


class CategoryChoice(forms.ModelChoiceField):
    """Categories in the order of the tree, set in by their depth."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{'– ' * obj.depth}{obj.name}"


class ProductForm(forms.ModelForm):
    category = CategoryChoice(
        label=gettext_lazy("category"), queryset=Category.objects.order_by("path"), required=False
    )
    tags = SimpleArrayField(
        forms.CharField(max_length=255), label=gettext_lazy("tags"), required=False,
        help_text=gettext_lazy("With commas between them."),
    )  # fmt: skip
    option_names = SimpleArrayField(
        forms.CharField(max_length=80), label=gettext_lazy("options"), required=False, max_length=3,
        help_text=gettext_lazy("What variants differ in, at most three with commas: Size, Colour. Set once."),
    )  # fmt: skip

    season_from = SeasonDayField(
        label=gettext_lazy("in season from"), help_text=gettext_lazy("Out of season it is shown, but not sold.")
    )
    season_to = SeasonDayField(
        label=gettext_lazy("in season to"), help_text=gettext_lazy("The last day that it is sold on.")
    )

    class Meta:
        model = Product
        fields = [
            "title", "slug", "seller", "category", "description", "brand", "product_type", "tags", "option_names",
            "currency", "is_digital", "is_featured", "seo_title", "seo_description",
            "hazard", "packages", "season_from", "season_to",
        ]  # fmt: skip
        widgets = {"description": TEXT, "seo_description": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "slug": gettext_lazy("The product's address. An old one leads here for ever. Empty: from the title."),
            "description": gettext_lazy("Plain HTML: paragraphs, lists, tables, links. Anything else is taken out."),
            "currency": gettext_lazy("Set once, for all its variants."),
            "hazard": gettext_lazy("Dangerous goods go by road only; shoppers read why."),
            "packages": gettext_lazy("How many packages one piece travels in; delivery is counted for each."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"slug", "packages"} & set(self.fields):
            self.fields[name].required = False

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or (self.instance.slug if self.instance.pk else "")

    def clean_packages(self) -> int:
        return 1 if self.cleaned_data["packages"] is None else self.cleaned_data["packages"]

    def clean_description(self) -> str:
        try:
            return descriptions.clean(self.cleaned_data["description"])
        except ShopError as error:
            raise forms.ValidationError(str(error.message)) from None

    def clean(self) -> dict[str, Any]:
        """The catalogue's rule for odd goods, its words at the field that they are about."""
        typed = super().clean() or {}
        names = [*(each.name for each in Handling._meta.get_fields()), "is_digital"]
        if all(name in typed for name in names):
            try:
                handling.check(Product(**{name: typed[name] for name in names}))
            except handling.HandlingWrong as error:
                self.add_error(error.details["field"], str(error.message))
        return typed


class StatusForm(forms.ModelForm):
    """A row of the product list: its status."""

    class Meta:
        model = Product
        fields = ["status"]

    def clean_status(self) -> str:
        status = self.cleaned_data["status"]
        if status == ProductStatus.ACTIVE and bulk.without_variants([self.instance.pk]).exists():
            raise forms.ValidationError(_("It has no variant with a price."))
        return status


class PictureForm(forms.Form):
    content = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy("JPEG, PNG, WebP or AVIF, 10 MB at most."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    alt = forms.CharField(
        label=gettext_lazy("What it shows"), max_length=512, required=False,
        help_text=gettext_lazy("Read aloud to people who do not see it."),
    )  # fmt: skip


class FileForm(forms.Form):
    content = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("PDF, EPUB, ZIP, sound, film or picture, 100 MB at most.")
    )


class PictureRowForm(forms.ModelForm):
    class Meta:
        model = Picture
        fields = ["position", "alt"]
        widgets = {"alt": forms.TextInput(attrs={"size": 40})}


KINDS = [
    (MovementKind.RECEIVED, gettext_lazy("goods came in, or less when negative")),
    (MovementKind.DAMAGED, gettext_lazy("damaged or lost (give a negative number)")),
    (MovementKind.RETURNED, gettext_lazy("came back from a shopper")),
    (MovementKind.COUNTED, gettext_lazy("a count found another number")),
]


class StockForm(forms.Form):
    """A change of one row of stock; the variant is asked for only where there are several."""

    variant_id = forms.TypedChoiceField(label=gettext_lazy("Variant"), coerce=int)
    quantity = forms.IntegerField(
        label=gettext_lazy("Change by"), min_value=-1_000_000, max_value=1_000_000,
        help_text=gettext_lazy("12 adds twelve, −3 takes three away."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("What happened"), choices=KINDS)
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=200, help_text=gettext_lazy("Stands in the stock book for ever.")
    )

    def __init__(self, data: Any, files: Any, *, variants: list[Variant]) -> None:
        super().__init__(data, files)
        field = self.fields["variant_id"]
        field.choices = [(variant.pk, variant.option_text or variant.sku or str(variant)) for variant in variants]  # type: ignore[attr-defined]
        if len(variants) == 1:
            field.widget = forms.HiddenInput()
            field.initial = variants[0].pk
