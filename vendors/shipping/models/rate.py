"""What one service of a zone costs and how long it takes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import CurrencyField, MinorField
from commerce.kernel.money import Money


class Rate(models.Model):
    """One parcel costs `price_minor` up to `included_grams`, and `per_kg_minor` for every kilogram begun above.

    `max_grams` and `max_goods_minor` are the most that this service takes (empty: no limit of its own); from
    `free_from_minor` of goods in the parcel on it is free. Days are working days on the road.
    """

    zone = models.ForeignKey("shipping.Zone", on_delete=models.CASCADE, related_name="rates")
    service = models.CharField(_("service"), max_length=60, default="Standard")
    position = models.PositiveSmallIntegerField(_("place in line"), default=0)
    price_minor = MinorField(_("price"))
    currency = CurrencyField()
    included_grams = models.PositiveIntegerField(_("weight included"), default=0)
    per_kg_minor = MinorField(_("per further kg"), null=True, blank=True)
    max_grams = models.PositiveIntegerField(_("most weight"), null=True, blank=True)
    max_goods_minor = MinorField(_("most goods"), null=True, blank=True)
    free_from_minor = MinorField(_("free from"), null=True, blank=True)
    days_min = models.PositiveSmallIntegerField(_("first day"))
    days_max = models.PositiveSmallIntegerField(_("last day"))

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("rate")
        constraints = [
            models.UniqueConstraint(fields=["zone", "service"], name="delivery_service_once"),
            models.CheckConstraint(
                condition=Q(price_minor__gte=0, days_max__gte=F("days_min"))
                & (Q(per_kg_minor=None) | Q(per_kg_minor__gte=0))
                & (Q(max_goods_minor=None) | Q(max_goods_minor__gt=0))
                & (Q(free_from_minor=None) | Q(free_from_minor__gte=0)),
                name="zone_rate_sane",
            ),
        ]

    def __str__(self) -> str:
        return self.service

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)

    @property
    def per_kg(self) -> Money | None:
        return self._money(self.per_kg_minor)

    @property
    def max_goods(self) -> Money | None:
        return self._money(self.max_goods_minor)

    @property
    def free_from(self) -> Money | None:
        return self._money(self.free_from_minor)

    def _money(self, minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, self.currency)
