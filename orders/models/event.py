"""The timeline of an order: who did what, when. The database refuses to change or delete an entry."""

from django.db import models
from django.db.models.functions import Now

from commerce.kernel.fields import append_only


class Audience(models.TextChoices):
    EVERYONE = "everyone"
    SELLER = "seller"
    STAFF = "staff"


class OrderEvent(models.Model):
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="events")
    part = models.ForeignKey(
        "orders.SellerOrder", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    kind = models.CharField(max_length=40)
    before = models.CharField(max_length=24, blank=True)
    after = models.CharField(max_length=24, blank=True)
    actor = models.CharField(max_length=80)
    reason = models.CharField(max_length=300, blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.EVERYONE)
    data = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        triggers = [append_only("order_event_append_only")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.kind}"
