"""A named list of a member."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from commerce.kernel.fields import PublicIdField


class WishList(models.Model):
    """`token` is the key of the link that shows it to others; empty while it is not shared. The list with
    `is_default` takes what is saved without naming a list."""

    public_id = PublicIdField("wsl")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wish_lists")
    name = models.CharField(max_length=60)
    is_default = models.BooleanField(default=False)
    token = models.CharField(max_length=32, blank=True, default="")
    shows_name = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-is_default", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="wish_list_name_once"),
            models.UniqueConstraint(fields=["user"], condition=Q(is_default=True), name="wish_list_one_default"),
            models.UniqueConstraint(fields=["token"], condition=~Q(token=""), name="wish_list_token_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("wishlists:list", args=[self.public_id])

    @property
    def shared_url(self) -> str:
        """Where others see it; empty while it is not shared."""
        return reverse("wishlists:shared", args=[self.token]) if self.token else ""
