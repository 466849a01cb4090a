"""Mails that are nice to have, and who does not want them."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Wanted(models.TextChoices):
    """Kinds of mail that a person may do without. Those about an order's money and parcels are none of them."""

    REVIEWS = "reviews", _("mails that ask how a thing is")


class DeclinedMail(models.Model):
    """Mails of `kind` are not written to `address` (small letters)."""

    address = models.EmailField(_("address"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=Wanted.choices)
    declined_at = models.DateTimeField(_("declined"), db_default=Now())

    class Meta:
        verbose_name = _("declined mail")
        verbose_name_plural = _("declined mails")
        constraints = [models.UniqueConstraint(fields=["address", "kind"], name="declined_mail_once")]

    def __str__(self) -> str:
        return f"{self.address}: {self.get_kind_display()}"
