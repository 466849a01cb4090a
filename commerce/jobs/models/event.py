"""A fact of an app, written in the transaction that made it true."""

from django.db import models
from django.db.models.functions import Now


class Event(models.Model):
    """`name` in the past tense ("orders.order_paid"), `payload` of public ids only."""

    name = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"
