"""The invoice of a seller order. Its number is given in the transaction that marks the order paid."""

from django.db import models
from django.db.models.functions import Now


class Invoice(models.Model):
    part = models.OneToOneField("orders.SellerOrder", on_delete=models.PROTECT, related_name="invoice")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField()
    issued_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seller", "sequence"], name="invoice_number_once")]

    def __str__(self) -> str:
        return f"{self.seller_id}-{self.sequence}"
