"""One row that the health page writes and reads back: a database that only reads is not ready."""

from django.db import models
from django.db.models.functions import Now


class Heartbeat(models.Model):
    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name
