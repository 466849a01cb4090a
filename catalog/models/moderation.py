"""Who decided what about a text of a shopper. The database refuses to change or delete an entry."""

from django.db import models
from django.db.models.functions import Now

from commerce.kernel.fields import append_only


class ModerationEvent(models.Model):
    """`subject` is the public id of a review, question or answer; `before` and `after` are empty for what is no change
    of state (a reply)."""

    subject = models.CharField(max_length=32, db_index=True)
    kind = models.CharField(max_length=20)
    before = models.CharField(max_length=24, blank=True)
    after = models.CharField(max_length=24, blank=True)
    actor = models.CharField(max_length=80)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        triggers = [append_only("moderation_event_append_only")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.kind}"
