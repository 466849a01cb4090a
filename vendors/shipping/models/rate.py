"""A line of a seller's delivery table."""

from django.db import models
from django.db.models import Q

from commerce.kernel.fields import CurrencyField, MinorField


class DeliveryRate(models.Model):
    """Price of one parcel of `seller` (public id; no key, since the two apps stand side by side) to a country, or
    to one area of it. The most exact line wins; no line means that the seller does not deliver there."""

    seller_ref = models.CharField(max_length=30, db_index=True)
    country = models.CharField(max_length=2)
    area = models.ForeignKey("accounts.Area", on_delete=models.PROTECT, null=True, blank=True)
    price_minor = MinorField()
    currency = CurrencyField()
    free_from_minor = MinorField(null=True, blank=True)
    days_min = models.PositiveSmallIntegerField()
    days_max = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller_ref", "country", "area"], name="delivery_rate_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(price_minor__gte=0) & Q(days_max__gte=models.F("days_min")),
                name="delivery_rate_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seller_ref} → {self.country} {self.area or ''}"
