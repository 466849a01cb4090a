"""What staff type about a collection. A rule is one field for each condition; the form makes the checked data of them
and fills itself from it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.errors import ShopError
from commerce.kernel.staff import MajorField, as_minor
from vendors.sellers.models import Seller

from ..domain import collection_rules
from ..domain.loose_pictures import keep_picture
from ..models import Attribute, Category, Collection, CollectionItem
from ..models.collection import CollectionKind
from .schedule_forms import MomentField
from .variant_form import major

MATCHES = [("all", gettext_lazy("all conditions hold")), ("any", gettext_lazy("one of them holds"))]
RULE = (
    "match", "categories", "sellers", "details", "tags", "price_least", "price_most", "rating", "new_days",
    "only_offers", "only_in_stock",
)  # fmt: skip


class CategoryTicks(forms.ModelMultipleChoiceField):
    widget = forms.SelectMultiple(attrs={"size": 8})

    def label_from_instance(self, obj: Any) -> str:
        return f"{'– ' * obj.depth}{obj.name}"


class RuleFields(forms.Form):
    """Conditions in the words of people; `rule()` is the data."""

    match = forms.ChoiceField(label=gettext_lazy("a product is in when"), choices=MATCHES, required=False)
    categories = CategoryTicks(
        label=gettext_lazy("in a category"), queryset=Category.objects.order_by("path"), required=False,
        help_text=gettext_lazy("With everything below it."),
    )  # fmt: skip
    sellers = forms.ModelMultipleChoiceField(
        label=gettext_lazy("sold by"), queryset=Seller.objects.order_by("name"), required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )  # fmt: skip
    details = forms.CharField(
        label=gettext_lazy("details"), required=False, widget=forms.Textarea(attrs={"rows": 3, "cols": 50}),
        help_text=gettext_lazy("A line for each: an attribute's code and the values, as in material: Iron | Tin."),
    )  # fmt: skip
    tags = forms.CharField(
        label=gettext_lazy("tags"), required=False, help_text=gettext_lazy("With commas: one of them is enough.")
    )
    price_least = MajorField(label=gettext_lazy("price from"), required=False)
    price_most = MajorField(label=gettext_lazy("price up to"), required=False)
    rating = forms.TypedChoiceField(
        label=gettext_lazy("rated"), coerce=int, empty_value=None, required=False,
        choices=[("", gettext_lazy("however")), *((n, gettext_lazy("%d stars and up") % n) for n in (2, 3, 4, 5))],
    )  # fmt: skip
    new_days = forms.IntegerField(
        label=gettext_lazy("new within days"), required=False, min_value=1, max_value=collection_rules.MOST_DAYS
    )
    only_offers = forms.BooleanField(label=gettext_lazy("costs less than before"), required=False)
    only_in_stock = forms.BooleanField(label=gettext_lazy("in stock"), required=False)

    def rule(self) -> dict[str, Any]:
        """Raises RuleWrong."""
        typed = self.cleaned_data
        return collection_rules.checked({"match": typed.get("match") or "all", "conditions": list(self._conditions())})

    def _conditions(self) -> Iterator[dict[str, Any]]:
        typed = self.cleaned_data
        found = {
            "category": [each.pk for each in typed.get("categories") or ()],
            "seller": [each.pk for each in typed.get("sellers") or ()],
            "tag": split(typed.get("tags", "")),
            "price": prices(typed.get("price_least"), typed.get("price_most")),
            "rating": typed.get("rating"),
            "new": typed.get("new_days"),
            "offer": typed.get("only_offers"),
            "stock": typed.get("only_in_stock"),
        }
        yield from ({"by": by, "value": value} for by, value in found.items() if value)
        yield from ({"by": "detail", "value": value} for value in typed.get("details") or ())

    def clean_price_least(self) -> int | None:
        return as_minor(self.cleaned_data["price_least"], settings.SHOP_CURRENCY)

    def clean_price_most(self) -> int | None:
        return as_minor(self.cleaned_data["price_most"], settings.SHOP_CURRENCY)

    def clean_details(self) -> list[dict[str, Any]]:
        found = []
        for line in filter(str.strip, self.cleaned_data["details"].splitlines()):
            code, _colon, texts = line.partition(":")
            if not split(texts, "|"):
                raise forms.ValidationError(_("“%(line)s”: write code: value | value.") % {"line": line.strip()})
            found.append({"code": code.strip(), "texts": split(texts, "|")})
        codes = {each["code"] for each in found}
        known = set(Attribute.objects.filter(code__in=codes).values_list("code", flat=True))
        if strange := sorted(codes - known):
            raise forms.ValidationError(_("There is no attribute “%(code)s”.") % {"code": strange[0]})
        return found

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        least, most = typed.get("price_least"), typed.get("price_most")
        if least is not None and most is not None and least > most:
            self.add_error("price_most", _("This is below the lowest price."))
        return typed


class CollectionForm(RuleFields, forms.ModelForm):
    shown_from = MomentField(label=gettext_lazy("shown from"), help_text=gettext_lazy("Empty: from now on."))
    shown_until = MomentField(
        label=gettext_lazy("shown until"), help_text=gettext_lazy("Empty: without an end. At this moment it is gone.")
    )
    new_picture = forms.FileField(
        label=gettext_lazy("new picture"), required=False,
        help_text=gettext_lazy("JPEG, PNG, WebP or AVIF, 10 MB at most. It takes the place of the present one."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip

    class Meta:
        model = Collection
        fields = [
            "name", "slug", "description", "kind", "is_active", "is_featured", "shown_from", "shown_until", "position",
            "seo_title", "seo_description",
        ]  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "slug": gettext_lazy("The end of its address. Empty: from the name. An old one leads here."),
            "kind": gettext_lazy("By hand: add products after it is saved. By a rule: fill in the conditions below."),
            "is_featured": gettext_lazy("Of several the one with the lowest position is shown there."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        self.initial.update(told(self.instance.rule))

    def clean_new_picture(self) -> Any:
        upload = self.cleaned_data["new_picture"]
        try:
            return keep_picture(content=upload) if upload else None
        except ShopError as error:
            raise forms.ValidationError(str(error.message)) from None

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug and Collection.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another collection has this address."))
        return slug

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        first, last = typed.get("shown_from"), typed.get("shown_until")
        if first and last and last <= first:
            self.add_error("shown_until", _("The end comes before the beginning."))
        typed["rule"] = {}
        if typed.get("kind") == CollectionKind.RULE and not self.errors:
            try:
                typed["rule"] = self.rule()
            except ShopError as error:
                self.add_error("match", str(error.message))
        return typed

    def _post_clean(self) -> None:
        """The row is checked and written by the catalogue itself."""


class ItemForm(forms.ModelForm):
    class Meta:
        model = CollectionItem
        fields = ["position"]

    def _post_clean(self) -> None:
        """Two may have one number while somebody types: the catalogue numbers them anew."""


class AddForm(forms.Form):
    products = forms.CharField(
        label=gettext_lazy("Products"), widget=forms.Textarea(attrs={"rows": 8, "cols": 70}),
        help_text=gettext_lazy("One a line, in their order: the address of its page, its public id or a SKU."),
    )  # fmt: skip


def told(rule: dict[str, Any]) -> dict[str, Any]:
    """The values of the fields that say this rule."""
    values: dict[str, Any] = {"match": rule.get("match", "all")}
    names = {"category": "categories", "seller": "sellers", "rating": "rating", "new": "new_days",
             "offer": "only_offers", "stock": "only_in_stock"}  # fmt: skip
    lines = []
    for condition in rule.get("conditions", ()):
        by, value = condition["by"], condition["value"]
        if by == "detail":
            lines.append(f"{value['code']}: {' | '.join(value['texts'])}")
        elif by == "tag":
            values["tags"] = ", ".join(value)
        elif by == "price":
            values["price_least"] = major(value["least"], settings.SHOP_CURRENCY)
            values["price_most"] = major(value["most"], settings.SHOP_CURRENCY)
        else:
            values[names[by]] = value
    return values | {"details": "\n".join(lines)}


def prices(least: int | None, most: int | None) -> dict[str, int | None] | None:
    return None if least is None and most is None else {"least": least, "most": most}


def split(text: str, sign: str = ",") -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(sign) if part.strip()))
