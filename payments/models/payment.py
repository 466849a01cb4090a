"""A payment, its parties, its attempts and its history."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField, StateField, state_check
from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text

from ..states import ATTEMPT_MOVES, PAYMENT_MOVES, AttemptState, PaymentState


class Payment(models.Model):
    """An amount due for `reference` (another app's public id). `refund_reserved_minor` is what refunds have spoken
    for: it rises before a provider is asked, and falls only on a definite refusal, so an over-refund cannot be."""

    TRANSITIONS = PAYMENT_MOVES

    public_id = PublicIdField("pay")
    reference = models.CharField(max_length=40, unique=True)
    payer = models.CharField(max_length=255, blank=True)
    description = models.CharField(max_length=200, blank=True)
    currency = CurrencyField()
    amount_minor = MinorField()
    captured_minor = MinorField(default=0)
    refund_reserved_minor = MinorField(default=0)
    refunded_minor = MinorField(default=0)
    state = StateField(choices=PaymentState.choices, default=PaymentState.DUE)
    provider = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)
    captured_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            state_check(states=PaymentState, name="payment_state_known"),
            models.CheckConstraint(condition=Q(amount_minor__gte=0), name="payment_amount"),
            models.CheckConstraint(
                condition=Q(refund_reserved_minor__gte=0, refund_reserved_minor__lte=F("captured_minor")),
                name="payment_never_over_refunded",
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=F("refund_reserved_minor")),
                name="payment_refunded_within_reserved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {money_text(self.amount)}"

    @property
    def purpose(self) -> str:
        """What it is for, in words where there are any."""
        return self.description or self.reference

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def refundable(self) -> Money:
        return Money(self.captured_minor - self.refund_reserved_minor, self.currency)


class PaymentShare(models.Model):
    """What of the payment belongs to whom: goods, delivery and tax of a seller, the market's commission."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="shares")
    party = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=20)
    amount_minor = MinorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["payment", "party", "kind"], name="payment_share_once")]

    def __str__(self) -> str:
        return f"{self.party} {self.kind}"


class PaymentAttempt(models.Model):
    """One way of paying at one provider. Its public id is the provider's idempotency key."""

    TRANSITIONS = ATTEMPT_MOVES

    public_id = PublicIdField("att")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="attempts")
    provider = models.CharField(max_length=20)
    form = models.CharField(max_length=12, default="hosted")
    amount_minor = MinorField()
    currency = CurrencyField()
    state = StateField(choices=AttemptState.choices, default=AttemptState.CREATED)
    provider_ref = models.CharField(max_length=120, null=True, blank=True)
    charge_ref = models.CharField(max_length=120, null=True, blank=True)
    next_url = models.TextField(blank=True)
    return_url = models.TextField(blank=True)
    cancel_url = models.TextField(blank=True)
    decline_code = models.CharField(max_length=60, blank=True)
    decline_message = models.CharField(max_length=300, blank=True)
    fee_minor = MinorField(default=0)
    expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checks = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            state_check(states=AttemptState, name="attempt_state_known"),
            models.UniqueConstraint(
                fields=["payment"],
                condition=Q(state__in=["created", "sent", "open"]),
                name="one_open_attempt",
            ),
            models.UniqueConstraint(fields=["payment"], condition=Q(state="captured"), name="one_capture"),
            models.UniqueConstraint(
                fields=["provider", "provider_ref"],
                condition=Q(provider_ref__isnull=False),
                name="one_provider_ref",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                name="attempt_unfinished",
                condition=Q(state__in=["created", "sent", "open"]),
            ),
            models.Index(fields=["charge_ref"], name="attempt_charge_ref"),
        ]

    def __str__(self) -> str:
        words = {"amount": money_text(self.amount), "provider": self.provider.capitalize()}
        return gettext("%(amount)s by %(provider)s") % words

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


class PaymentEvent(models.Model):
    """The history of a payment, its attempts and refunds. Appended only."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="events")
    subject = models.CharField(max_length=40)
    before = models.CharField(max_length=24, blank=True)
    after = models.CharField(max_length=24)
    actor = models.CharField(max_length=80)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.subject}: {self.after}"
