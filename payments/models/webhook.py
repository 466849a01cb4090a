"""The raw inbox of providers' webhooks: verified, stored, answered; worked on by a job."""

from django.db import models
from django.db.models.functions import Now


class WebhookEvent(models.Model):
    provider = models.CharField(max_length=20)
    account = models.CharField(max_length=60, blank=True)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    body = models.TextField()
    received_at = models.DateTimeField(db_default=Now(), db_index=True)
    processed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)
    deliveries = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "account", "event_id"], name="webhook_event_once")]

    def __str__(self) -> str:
        return f"{self.provider} {self.kind} {self.event_id}"
