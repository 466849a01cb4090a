"""An address that a mail server refused for good."""

from django.db import models
from django.db.models.functions import Now


class BouncedAddress(models.Model):
    """Nothing is sent to `address` (small letters) until staff clear it (`cleared_at`); a refusal puts it back."""

    address = models.EmailField(max_length=255, unique=True)
    reason = models.TextField()
    email = models.CharField(max_length=40, blank=True)  # public id of the mail that was refused
    bounced_at = models.DateTimeField(db_default=Now())
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "refused address"
        verbose_name_plural = "refused addresses"

    def __str__(self) -> str:
        return self.address
