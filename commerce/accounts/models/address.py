"""A person's saved addresses: area and landmark, no postcode."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import PublicIdField


class Address(models.Model):
    public_id = PublicIdField("adr")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="addresses")
    label = models.CharField(_("label"), max_length=40, blank=True)
    full_name = models.CharField(_("full name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20)
    area = models.ForeignKey("accounts.Area", on_delete=models.PROTECT)
    street = models.CharField(_("street and house"), max_length=200)
    landmark = models.CharField(_("landmark"), max_length=200, blank=True)
    pin = models.CharField(_("map pin"), max_length=24, blank=True, default="", db_default="")
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-is_default", "-created_at"]
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(is_default=True), name="address_one_default")
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.street}"
