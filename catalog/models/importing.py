"""Imports: what each brought and what it replaced, so that one import can be undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from commerce.kernel.fields import PublicIdField


class ImportRun(models.Model):
    public_id = PublicIdField("imp")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="running")
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["running", "done", "failed", "undone"]),
                name="import_state_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.public_id})"


class ImportChange(models.Model):
    """One product of a run. `before` is its whole earlier state; empty for a product the run created."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    product = models.ForeignKey("catalog.Product", on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "product"], name="import_change_once")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.product_id}"
