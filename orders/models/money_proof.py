"""What the money proof found when it was last made."""

from django.db import models


class MoneyProof(models.Model):
    """`found` is `orders.domain.proof.Proof.as_json`."""

    at = models.DateTimeField(db_index=True)
    is_clean = models.BooleanField()
    found = models.JSONField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.at.isoformat()
