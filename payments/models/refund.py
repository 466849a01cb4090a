"""Money given back, and whose share it was."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField, StateField, state_check
from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text

from ..states import REFUND_MOVES, RefundState


class Refund(models.Model):
    """Made in the transaction that discovers the need; its public id is the provider's idempotency key.

    `sent_minor` of `sent_currency` is what the provider is asked to give back for `amount_minor`: the same, unless it
    was paid in another currency than the payment's. With `by_hand` the provider cannot give it back, or not in part:
    staff pay it another way, and `paid_how` says which."""

    TRANSITIONS = REFUND_MOVES

    public_id = PublicIdField("rfd")
    payment = models.ForeignKey("payments.Payment", on_delete=models.PROTECT, related_name="refunds")
    attempt = models.ForeignKey("payments.PaymentAttempt", on_delete=models.PROTECT, related_name="refunds")
    amount_minor = MinorField()
    currency = CurrencyField()
    sent_minor = MinorField()
    sent_currency = CurrencyField()
    state = StateField(choices=RefundState.choices, default=RefundState.CREATED)
    by_hand = models.BooleanField(default=False)
    paid_how = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200)
    dedupe = models.CharField(max_length=120, unique=True)
    provider_ref = models.CharField(max_length=120, null=True, blank=True, unique=True)
    error = models.CharField(max_length=300, blank=True)
    actor = models.CharField(max_length=80)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            state_check(states=RefundState, name="refund_state_known"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_of_something"),
        ]

    def __str__(self) -> str:
        return money_text(self.amount)

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def sent(self) -> Money:
        return Money(self.sent_minor, self.sent_currency)


class RefundShare(models.Model):
    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, related_name="shares")
    party = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=20)
    amount_minor = MinorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["refund", "party", "kind"], name="refund_share_once")]

    def __str__(self) -> str:
        return f"{self.party} {self.kind}"
