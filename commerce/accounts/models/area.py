"""Areas that people know their place by, in countries where postcodes are not in daily use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """A region, district or town. `code` is stable ("GY-4-georgetown"); parcels go to a leaf."""

    country = models.CharField(max_length=2)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    local_name = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)
    is_remote = models.BooleanField(_("remote"), default=False)

    class Meta:
        ordering = ["country", "position", "name"]
        indexes = [models.Index(fields=["country", "parent"], name="area_country")]

    def __str__(self) -> str:
        return self.name
