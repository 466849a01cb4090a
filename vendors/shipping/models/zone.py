"""A seller's delivery table: zones, the places each one covers, and the services with their rates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import PublicIdField


class Zone(models.Model):
    """Places that `seller_ref` (a public id; no key, since the two apps stand side by side) delivers to alike.

    The zone with the most exact place wins: ward before town before region before the whole country; between equals
    the lower `position`. A place in no zone, or in one without a rate, is not delivered to. `by_air`: parcels fly, so
    dangerous goods stay out.
    """

    public_id = PublicIdField("zon")
    seller_ref = models.CharField(_("stall"), max_length=30, db_index=True)
    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveSmallIntegerField(_("place in line"), default=0)
    by_air = models.BooleanField(_("goes by air"), default=False)

    class Meta:
        ordering = ["seller_ref", "position", "id"]
        verbose_name = _("delivery zone")
        constraints = [models.UniqueConstraint(fields=["seller_ref", "name"], name="delivery_zone_once")]

    def __str__(self) -> str:
        return self.name


class ZonePlace(models.Model):
    """A whole country of a zone (`area` empty), or one area of it with everything below."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="places")
    country = models.CharField(max_length=2)
    area = models.ForeignKey("accounts.Area", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("place")
        constraints = [
            models.UniqueConstraint(fields=["zone", "country", "area"], name="zone_place_once", nulls_distinct=False)
        ]
        indexes = [models.Index(fields=["country", "area"], name="zone_place_where")]

    def __str__(self) -> str:
        return f"{self.country} {self.area or ''}".strip()
