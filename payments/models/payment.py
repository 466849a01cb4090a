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
    for: it rises before a provider is asked, and falls only on a definite refusal, so an over-refund cannot be.
    `disputed_minor` is what disputes hold or have taken for good of what was left."""

    TRANSITIONS = PAYMENT_MOVES

    public_id = PublicIdField("pay")
    reference = models.CharField(max_length=40, unique=True)
    payer = models.CharField(max_length=255, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    description = models.CharField(max_length=200, blank=True)
    currency = CurrencyField()
    amount_minor = MinorField()
    captured_minor = MinorField(default=0)
    refund_reserved_minor = MinorField(default=0)
    refunded_minor = MinorField(default=0)
    disputed_minor = MinorField(default=0, db_default=0)
    state = StateField(choices=PaymentState.choices, default=PaymentState.DUE)
    provider = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)
    promised_at = models.DateTimeField(null=True, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            state_check(states=PaymentState, name="payment_state_known"),
            models.CheckConstraint(condition=Q(amount_minor__gte=0), name="payment_amount"),
            models.CheckConstraint(
                condition=Q(
                    refund_reserved_minor__gte=0,
                    disputed_minor__gte=0,
                    captured_minor__gte=F("refund_reserved_minor") + F("disputed_minor"),
                ),
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
    def captured(self) -> Money:
        return Money(self.captured_minor, self.currency)

    @property
    def refundable(self) -> Money:
        return Money(self.captured_minor - self.refund_reserved_minor - self.disputed_minor, self.currency)


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
    """One way of paying at one provider. Its public id is the provider's idempotency key.

    `amount_minor` of `currency` is what the provider is asked for; `covers_minor` is what that pays of the payment, in
    the payment's currency: the same, unless the provider does not take that currency. Then `rate` is what one unit of
    `currency` was counted as, and `rate_source` whose word and of which day that is. `captured_minor` is how much of
    `covers_minor` has come in. With `captures_later` the amount is only set aside until somebody takes it; `take_at` is
    when that was decided.
    """

    TRANSITIONS = ATTEMPT_MOVES

    public_id = PublicIdField("att")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="attempts")
    provider = models.CharField(max_length=20)
    form = models.CharField(max_length=12, default="hosted")
    amount_minor = MinorField()
    currency = CurrencyField()
    covers_minor = MinorField()
    captured_minor = MinorField(default=0)
    rate = models.DecimalField(max_digits=20, decimal_places=10, null=True, blank=True)
    rate_source = models.CharField(max_length=120, blank=True)
    captures_later = models.BooleanField(default=False)
    take_at = models.DateTimeField(null=True, blank=True)
    state = StateField(choices=AttemptState.choices, default=AttemptState.CREATED)
    provider_ref = models.CharField(max_length=120, null=True, blank=True)
    charge_ref = models.CharField(max_length=120, null=True, blank=True)
    next_url = models.TextField(blank=True)
    return_url = models.TextField(blank=True)
    cancel_url = models.TextField(blank=True)
    decline_code = models.CharField(max_length=60, blank=True)
    decline_message = models.CharField(max_length=300, blank=True)
    fee_minor = MinorField(default=0)
    risk = models.CharField(max_length=40, blank=True)
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
            models.UniqueConstraint(
                fields=["payment"], condition=Q(state__in=["authorised", "captured"]), name="one_capture"
            ),
            models.UniqueConstraint(
                fields=["provider", "provider_ref"],
                condition=Q(provider_ref__isnull=False),
                name="one_provider_ref",
            ),
            models.CheckConstraint(
                condition=Q(captured_minor__gte=0, captured_minor__lte=F("covers_minor")), name="attempt_captured"
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                name="attempt_unfinished",
                condition=Q(state__in=["created", "sent", "open", "left", "authorised"]),
            ),
            models.Index(fields=["charge_ref"], name="attempt_charge_ref"),
        ]

    def __str__(self) -> str:
        words = {"amount": money_text(self.amount), "provider": self.provider.capitalize()}
        return gettext("%(amount)s by %(provider)s") % words

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def covers(self) -> Money:
        """Reads the payment."""
        return Money(self.covers_minor, self.payment.currency)


class ProviderNumber(models.Model):
    """A number at a provider that may stand for one payment only, ever."""

    provider = models.CharField(max_length=20)
    number = models.CharField(max_length=120)
    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="numbers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "number"], name="provider_number_once")]

    def __str__(self) -> str:
        return f"{self.provider} {self.number}"


class NumberClaim(models.Model):
    """A number of the provider's that a notice has named for an attempt. Anybody can make such a notice, so a claim
    proves nothing and displaces no other; the provider is asked about each."""

    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="claims")
    number = models.CharField(max_length=120)
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["attempt", "number"], name="claim_once")]

    def __str__(self) -> str:
        return self.number


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
