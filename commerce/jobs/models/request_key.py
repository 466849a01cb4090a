"""One intent, one effect: the key of a request, what it asked, what it was answered."""

from django.db import models
from django.db.models.functions import Now


class RequestKey(models.Model):
    """`scope` is whose key it is and for what; `body_hash` tells the same request from another one; `holder` is who
    works on it, and alone may end it."""

    scope = models.CharField(max_length=100)
    key = models.CharField(max_length=255)
    body_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=8, default="running")
    holder = models.UUIDField(null=True)
    lease_until = models.DateTimeField()
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="request_key_once"),
            models.CheckConstraint(condition=models.Q(state__in=["running", "done"]), name="request_key_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.scope}:{self.key}"
