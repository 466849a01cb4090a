"""What one seller's invoice is corrected by when money goes back."""

from django.db import models
from django.db.models import F, Q

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField
from commerce.kernel.money import Money


class CreditNote(models.Model):
    """One seller's part of a refund, made with it; its number comes when the money has gone back.

    `amount_minor` is what the shopper gets back of that seller's invoice, `tax_minor` the tax and `commission_minor`
    the market's commission within. `things` are what it is for, [title, pieces, minor, the line's id], with no pieces
    and no line for a delivery, and without ids in old notes; empty for an amount. A note whose refund failed afterwards
    keeps its number and counts for nothing."""

    public_id = PublicIdField("crn")
    refund = models.ForeignKey("payments.Refund", on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey("orders.SellerOrder", on_delete=models.PROTECT, related_name="credit_notes")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="+")
    amount_minor = MinorField()
    tax_minor = MinorField()
    commission_minor = MinorField()
    currency = CurrencyField()
    things = models.JSONField(default=list, blank=True)
    sequence = models.PositiveIntegerField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["refund", "part"], name="credit_note_once"),
            models.UniqueConstraint(fields=["seller", "sequence"], name="credit_note_number_once"),
            models.CheckConstraint(
                condition=Q(sequence=None, issued_at=None) | Q(sequence__gte=1, issued_at__isnull=False),
                name="credit_note_issued_with_number",
            ),
            models.CheckConstraint(
                condition=Q(
                    amount_minor__gt=0, tax_minor__gte=0, tax_minor__lte=F("amount_minor"),
                    commission_minor__gte=0, commission_minor__lte=F("amount_minor"),
                ),
                name="credit_note_of_something",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.public_id

    @property
    def number(self) -> str:
        """`SLUG-C12`; empty until the money has gone back. Reads the seller."""
        return f"{self.seller.slug.upper()}-C{self.sequence}" if self.sequence else ""

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def tax(self) -> Money:
        return Money(self.tax_minor, self.currency)
