"""What the operator wants of each way of paying."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import CurrencyField, MinorField

EVERYWHERE = _("Two letters each, such as GY or TT, with commas. Empty: everywhere.")


def shop_currency() -> str:
    return str(settings.SHOP_CURRENCY)


class PaymentMethod(models.Model):
    """One row a provider; a provider without one is offered as its adapter says, after the others.

    Limits and the fee are minor units of `currency`, and hold for amounts in it. `countries` are where the order goes.
    The fee is the shopper's, on top of the order."""

    provider = models.CharField(_("provider"), max_length=20, unique=True)
    is_on = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    countries = models.CharField(_("countries"), max_length=200, blank=True, help_text=EVERYWHERE)
    currency = CurrencyField(_("currency"), default=shop_currency)
    min_minor = MinorField(_("least amount"), default=0)
    max_minor = MinorField(_("greatest amount"), null=True, blank=True, help_text=_("Empty: none of the shop's own."))
    fee_minor = MinorField(_("fee"), default=0)
    for_downloads = models.BooleanField(
        _("for downloads"), default=True, help_text=_("Whether orders with files to download may be paid this way.")
    )
    captures_later = models.BooleanField(
        _("take the money when the parcel is sent"),
        default=False,
        help_text=_("Until then it is only set aside. Not every provider can."),
    )

    class Meta:
        verbose_name = _("way of paying")
        verbose_name_plural = _("ways of paying")
        ordering = ["position", "provider"]
        constraints = [
            models.CheckConstraint(condition=Q(min_minor__gte=0, fee_minor__gte=0), name="method_amounts"),
            models.CheckConstraint(
                condition=Q(max_minor=None) | Q(max_minor__gte=models.F("min_minor")), name="method_limits"
            ),
        ]

    def __str__(self) -> str:
        return self.provider

    @property
    def country_codes(self) -> frozenset[str]:
        return frozenset(code.strip().upper() for code in self.countries.split(",") if code.strip())
