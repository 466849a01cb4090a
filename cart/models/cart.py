"""A cart and its lines."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField, state_check
from commerce.kernel.ids import new_token


class CartState(models.TextChoices):
    OPEN = "open"
    ORDERED = "ordered"  # became an order; never changes again
    MERGED = "merged"  # went into a member's cart at sign-in


class Cart(models.Model):
    """`token` is the guest's key to it (a cookie). `version` counts changes: a page that shows an older one is told.
    `locked_until` is the end of the price lock, by the database's clock. `units` are those in it, where the last change
    has counted them."""

    units: int | None = None

    public_id = PublicIdField("crt")
    token = models.CharField(max_length=32, unique=True, default=new_token)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="carts"
    )
    state = models.CharField(max_length=8, choices=CartState.choices, default=CartState.OPEN)
    currency = CurrencyField()
    version = models.PositiveIntegerField(default=1)
    locked_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        constraints = [
            state_check(states=CartState, name="cart_state_known"),
            models.UniqueConstraint(fields=["user"], condition=Q(state="open"), name="cart_one_open_per_member"),
        ]

    def __str__(self) -> str:
        return self.public_id


class CartLine(models.Model):
    """`seen_minor` is the unit price the shopper last saw; `locked_minor` the one an open checkout keeps."""

    public_id = PublicIdField("cln")
    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey("catalog.Variant", on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    seen_minor = MinorField()
    locked_minor = MinorField(null=True, blank=True)
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="cart_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="cart_line_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"
