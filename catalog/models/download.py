"""A file that buyers of a digital product may fetch."""

from django.db import models
from django.db.models import Q

from commerce.kernel.fields import PublicIdField


class Download(models.Model):
    """The bytes lie at `downloads/<digest>` under MEDIA_ROOT, where no address leads; `digest` is their SHA-256."""

    public_id = PublicIdField("dow")
    product = models.ForeignKey("catalog.Product", on_delete=models.CASCADE, related_name="downloads")
    file_name = models.CharField(max_length=150)
    digest = models.CharField(max_length=64, db_index=True)
    size_bytes = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "file_name"], name="download_name_once"),
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="download_not_empty"),
        ]

    def __str__(self) -> str:
        return self.file_name
