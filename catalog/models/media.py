"""A picture of a product, or a photograph in a review, and its renditions."""

from django.db import models

from commerce.kernel.fields import PublicIdField, state_check


class PictureState(models.TextChoices):
    PENDING = "pending"  # to be fetched from source_url
    READY = "ready"
    FAILED = "failed"


class Picture(models.Model):
    """`digest` (half of the SHA-256 of the original) names the folder of files; `webp` and `avif` list its widths."""

    public_id = PublicIdField("pic")
    product = models.ForeignKey(
        "catalog.Product", on_delete=models.CASCADE, null=True, blank=True, related_name="pictures"
    )
    review = models.ForeignKey(
        "catalog.Review", on_delete=models.CASCADE, null=True, blank=True, related_name="pictures"
    )
    position = models.PositiveIntegerField(default=1)
    alt = models.CharField(max_length=512, blank=True)
    state = models.CharField(max_length=8, choices=PictureState.choices, default=PictureState.PENDING)
    source_url = models.URLField(max_length=2000, blank=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    webp = models.JSONField(default=list, blank=True)
    avif = models.JSONField(default=list, blank=True)
    ground = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [state_check(states=PictureState, name="picture_state_known")]

    def __str__(self) -> str:
        return self.alt or self.public_id
