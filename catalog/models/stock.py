"""Stock: one row a variant and place, every change a movement, every promise a hold.

The invariant, at every commit: 0 <= held, 0 <= allocated, held + allocated <= on_hand, and held is the sum of the
row's active holds.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from commerce.kernel.fields import PublicIdField, state_check


class StockLocation(models.Model):
    """A place where a seller keeps goods."""

    public_id = PublicIdField("loc")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="stock_locations")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seller", "name"], name="stock_location_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.seller})"


class StockLevel(models.Model):
    """`on_hand` is in the house, `held` promised to open checkouts, `allocated` sold and not yet sent."""

    variant = models.ForeignKey("catalog.Variant", on_delete=models.CASCADE, related_name="stock")
    location = models.ForeignKey(StockLocation, on_delete=models.PROTECT)
    on_hand = models.IntegerField(default=0)
    held = models.IntegerField(default=0)
    allocated = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "location"], name="stock_level_once"),
            models.CheckConstraint(
                condition=Q(on_hand__gte=0, held__gte=0, allocated__gte=0), name="stock_never_negative"
            ),
            models.CheckConstraint(condition=Q(on_hand__gte=F("held") + F("allocated")), name="stock_never_oversold"),
        ]

    def __str__(self) -> str:
        return f"{self.variant}: {self.on_hand}"

    @property
    def available(self) -> int:
        return self.on_hand - self.held - self.allocated


class MovementKind(models.TextChoices):
    RECEIVED = "received"  # goods came in
    COUNTED = "counted"  # a stock-take found another number
    DAMAGED = "damaged"
    IMPORTED = "imported"
    SOLD = "sold"  # allocated to an order
    UNSOLD = "unsold"  # an order died before shipping
    SHIPPED = "shipped"  # left the house
    RETURNED = "returned"


class StockMovement(models.Model):
    """A change of `on_hand` (`quantity`) or `allocated` (`allocation`), who, when and why. Never edited."""

    stock = models.ForeignKey(StockLevel, on_delete=models.CASCADE, related_name="movements")
    kind = models.CharField(max_length=12, choices=MovementKind.choices)
    quantity = models.IntegerField(default=0)
    allocation = models.IntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=40, blank=True, db_index=True)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [state_check(states=MovementKind, name="stock_movement_kind_known", field="kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity:+d}"


class HoldState(models.TextChoices):
    ACTIVE = "active"
    CONSUMED = "consumed"
    RELEASED = "released"


class Hold(models.Model):
    """Units kept for one checkout until `expires_at` by the database's clock; the state decides, not the clock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stock = models.ForeignKey(StockLevel, on_delete=models.CASCADE, related_name="holds")
    checkout = models.CharField(max_length=30)
    quantity = models.IntegerField()
    state = models.CharField(max_length=10, choices=HoldState.choices, default=HoldState.ACTIVE)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            state_check(states=HoldState, name="hold_state_known"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="hold_of_something"),
            models.UniqueConstraint(fields=["checkout", "stock"], condition=Q(state="active"), name="one_active_hold"),
        ]
        indexes = [models.Index(fields=["expires_at"], name="hold_due", condition=Q(state="active"))]

    def __str__(self) -> str:
        return f"{self.quantity} for {self.checkout}"
