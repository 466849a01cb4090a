"""What is really bought: one variant, with its own SKU, price, weight and stock."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BooleanField, F, Func, JSONField, Q, Value
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField
from commerce.kernel.money import MAX_MINOR

# What no step may be: from fewer than two pieces, or without a price below the one of a single piece.
NO_STEP = "$[*] ? (!(@.from >= 2) || !(exists(@.minor) || (@.off_bp > 0 && @.off_bp < 10000)))"


class Variant(models.Model):
    """`price_steps` are lower prices for more pieces (queries.bulk_prices): `{"from": 10, "minor": 17500}` or
    `{"from": 10, "off_bp": 500}`, the fewest pieces first. `source` keeps what an import brought and the shop does not
    use, so that an export can give it back."""

    public_id = PublicIdField("var")
    product = models.ForeignKey("catalog.Product", on_delete=models.CASCADE, related_name="variants")
    position = models.PositiveIntegerField(default=1)
    option_values = ArrayField(models.CharField(max_length=255), default=list, blank=True, size=3)
    sku = models.CharField(max_length=255, blank=True, db_index=True)
    barcode = models.CharField(max_length=64, blank=True)
    price_minor = MinorField()
    compare_at_minor = MinorField(null=True, blank=True)
    price_steps = models.JSONField(default=list, blank=True, db_default=Value([], JSONField()))
    currency = CurrencyField()
    weight_grams = models.PositiveIntegerField(null=True, blank=True)
    length_mm = models.PositiveIntegerField(null=True, blank=True)
    width_mm = models.PositiveIntegerField(null=True, blank=True)
    height_mm = models.PositiveIntegerField(null=True, blank=True)
    requires_shipping = models.BooleanField(_("is sent"), default=True)
    taxable = models.BooleanField(_("taxed"), default=True)
    tracks_stock = models.BooleanField(_("stock is counted"), default=True)
    picture = models.ForeignKey("catalog.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_active = models.BooleanField(_("for sale"), default=True)
    awaits_price = models.BooleanField(default=False, editable=False)
    source = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "option_values"], name="variant_options_once"),
            models.CheckConstraint(condition=Q(price_minor__gte=0, price_minor__lte=MAX_MINOR), name="variant_price"),
            models.CheckConstraint(
                condition=Func(
                    F("price_steps"),
                    Value(NO_STEP),
                    template="NOT jsonb_path_exists(%(expressions)s::jsonpath)",
                    output_field=BooleanField(),
                ),
                name="variant_price_steps",
            ),
            models.CheckConstraint(
                condition=Q(awaits_price=False) | Q(is_active=False), name="variant_without_price_is_off"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.option_text}".strip()

    @property
    def option_text(self) -> str:
        """What was chosen, in words: a number alone would not say of what."""
        return " · ".join(self._said(place, value) for place, value in enumerate(self.option_values))

    def _said(self, place: int, value: str) -> str:
        if any(letter.isalpha() for letter in value):
            return value
        return " ".join([*self.product.option_names[place : place + 1], value])

    @property
    def is_for_sale(self) -> bool:
        """Whether product, seller and the variant's own switch let it be bought (stock apart)."""
        return self.is_active and self.product.status == "active" and self.product.seller.state == "approved"
