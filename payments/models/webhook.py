"""The raw inbox of providers' webhooks: verified, stored, answered; worked on by a job."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class WebhookEvent(models.Model):
    """`refs` are the ids that it names, `disputes` and `warnings` those of cases at the provider. `queued_at` is when a
    job was made that asks about them, of those that need one."""

    provider = models.CharField(max_length=20)
    account = models.CharField(max_length=60, blank=True)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    body = models.TextField()
    refs = ArrayField(models.TextField(), default=list, blank=True)
    disputes = ArrayField(models.TextField(), default=list, blank=True)
    warnings = ArrayField(models.TextField(), default=list, blank=True)
    received_at = models.DateTimeField(db_default=Now(), db_index=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    processed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)
    deliveries = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "account", "event_id"], name="webhook_event_once")]
        indexes = [
            models.Index(fields=["id"], name="webhook_unread", condition=Q(processed_at=None, queued_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.kind} {self.event_id}"
