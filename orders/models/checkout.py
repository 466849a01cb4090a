"""What a shopper has typed so far; its public id is the name of the stock holds."""

from django.db import models
from django.db.models.functions import Now

from commerce.kernel.fields import PublicIdField


class Checkout(models.Model):
    public_id = PublicIdField("chk")
    cart = models.OneToOneField("cart.Cart", on_delete=models.CASCADE, related_name="checkout")
    email = models.EmailField(max_length=255, blank=True)
    full_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    area = models.ForeignKey("accounts.Area", on_delete=models.SET_NULL, null=True, blank=True)
    street = models.CharField(max_length=200, blank=True)
    landmark = models.CharField(max_length=200, blank=True)
    pin = models.CharField(max_length=24, blank=True, default="", db_default="")
    method = models.CharField(max_length=20, blank=True)
    started_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.public_id
