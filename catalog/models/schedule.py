"""What happens to a product at a certain moment: put on sale, taken off it, sold at another price for a while."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField, append_only, state_check
from commerce.kernel.money import MAX_MINOR


class PublicationTimes(models.Model):
    """What still lies ahead: a time that has come is emptied, and the row goes with its last one. By the database's
    clock."""

    product = models.OneToOneField(
        "catalog.Product", on_delete=models.CASCADE, primary_key=True, related_name="publication_times"
    )
    publish_from = models.DateTimeField(_("publish from"), null=True, blank=True, db_index=True)
    take_down_at = models.DateTimeField(_("take down at"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name_plural = "publication times"
        constraints = [
            models.CheckConstraint(
                condition=Q(publish_from=None) | Q(take_down_at=None) | Q(take_down_at__gt=F("publish_from")),
                name="publication_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(publish_from__isnull=False) | Q(take_down_at__isnull=False), name="publication_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.product)


class ScheduledPrice(models.Model):
    """A variant costs `price_minor` in [starts_at, ends_at) by the database's clock; without an end it is the price
    from then on, and the row is over as soon as it has begun. `former_*` are what the variant said before. A row that
    ended without having begun was withdrawn, or nobody worked while it was due."""

    public_id = PublicIdField("spr")
    variant = models.ForeignKey("catalog.Variant", on_delete=models.CASCADE, related_name="scheduled_prices")
    price_minor = MinorField()
    compare_at_minor = MinorField(null=True, blank=True)
    currency = CurrencyField()
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    former_minor = MinorField(null=True, blank=True)
    former_compare_at_minor = MinorField(null=True, blank=True)
    began_at = models.DateTimeField(_("began"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(price_minor__gte=0, price_minor__lte=MAX_MINOR), name="scheduled_price_is_a_price"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="scheduled_price_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(began_at=None) | Q(former_minor__isnull=False), name="scheduled_price_knows_the_former"
            ),
        ]
        indexes = [
            models.Index(
                fields=["starts_at"], name="scheduled_price_begins", condition=Q(began_at=None, ended_at=None)
            ),
            models.Index(fields=["ends_at"], name="scheduled_price_ends", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.variant}: {localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def is_waiting(self) -> bool:
        return self.began_at is None and self.ended_at is None

    @property
    def is_running(self) -> bool:
        return self.began_at is not None and self.ended_at is None


class ScheduleKind(models.TextChoices):
    TIMES_SET = "times_set", _("Times of publication set")
    TIMES_CLEARED = "times_cleared", _("Times of publication taken back")
    PUBLISHED = "published", _("Put on sale at its time")
    TAKEN_DOWN = "taken_down", _("Taken off sale at its time")
    PRICE_PLANNED = "price_planned", _("Price planned")
    PRICE_CHANGED = "price_changed", _("Planned price changed")
    PRICE_BEGAN = "price_began", _("Planned price began")
    PRICE_ENDED = "price_ended", _("Planned price ended")
    PRICE_KEPT = "price_kept", _("Planned price ended; the price had been changed meanwhile and stays")
    PRICE_WITHDRAWN = "price_withdrawn", _("Planned price withdrawn")
    PRICE_MISSED = "price_missed", _("Planned price passed without effect: no worker ran")


class ScheduleEvent(models.Model):
    """`subject` is the product's public id, `option_text` says which of its variants; amounts are minor units. The
    database refuses to change or delete an entry."""

    subject = models.CharField(max_length=32, db_index=True)
    kind = models.CharField(max_length=20, choices=ScheduleKind.choices)
    option_text = models.CharField(max_length=800, blank=True)
    before_minor = MinorField(null=True)
    after_minor = MinorField(null=True)
    currency = CurrencyField(blank=True)
    begins = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [state_check(states=ScheduleKind, name="schedule_event_kind_known", field="kind")]
        triggers = [append_only("schedule_event_append_only")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.kind}"
