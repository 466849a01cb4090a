"""Counts of what may be done only so often, kept where a lost cache cannot lose them."""

from django.db import models


class LimitCount(models.Model):
    """How often `subject` did a thing in the minute that begins at `window`."""

    subject = models.CharField(max_length=160)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "window"], name="limit_window_once")]

    def __str__(self) -> str:
        return f"{self.subject} {self.window}"
