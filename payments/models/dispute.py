"""Payments that a shopper's bank takes back, whose money that holds, and what banks hear of fraud before."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField, StateField, state_check
from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text

from ..states import DISPUTE_MOVES, DisputeState


class Dispute(models.Model):
    """One case at the provider. Without a payment it is about a charge that we do not know.

    Minor units of `currency`, that of the charge: `amount_minor` is disputed, `withdrawn_minor` is taken from us by
    now, `fee_minor` is what the provider keeps. Minor units of the payment's currency: `counts_minor` is what was
    taken counts as there, `held_minor` the part of it that the shares hold or have paid; the rest had been promised
    back to the shopper before and is the market's own. `asked_at` is when the provider was asked for its last word.

    Our side is sent once: `answered_at` is when somebody wrote it, `sent_at` when the provider had it.
    `noted_why` is what staff made of a case that needs a person."""

    TRANSITIONS = DISPUTE_MOVES

    public_id = PublicIdField("dsp")
    payment = models.ForeignKey(
        "payments.Payment", on_delete=models.PROTECT, null=True, blank=True, related_name="disputes"
    )
    attempt = models.ForeignKey(
        "payments.PaymentAttempt", on_delete=models.PROTECT, null=True, blank=True, related_name="disputes"
    )
    provider = models.CharField(max_length=20)
    provider_ref = models.CharField(max_length=120)
    charge_ref = models.CharField(max_length=120, blank=True)
    amount_minor = MinorField()
    currency = CurrencyField()
    withdrawn_minor = MinorField(default=0)
    fee_minor = MinorField(default=0)
    counts_minor = MinorField(default=0)
    held_minor = MinorField(default=0)
    state = StateField(choices=DisputeState.choices)
    reason = models.CharField(max_length=80, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    account = models.TextField(blank=True)
    carrier = models.CharField(max_length=80, blank=True)
    tracking = models.CharField(max_length=80, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_why = models.CharField(max_length=300, blank=True)
    actor = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(db_default=Now(), db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        constraints = [
            state_check(states=DisputeState, name="dispute_state_known"),
            models.UniqueConstraint(fields=["provider", "provider_ref"], name="dispute_once"),
            models.CheckConstraint(
                condition=Q(held_minor__gte=0, held_minor__lte=models.F("counts_minor")), name="dispute_holds_its_own"
            ),
            models.CheckConstraint(
                condition=Q(payment=None, attempt=None, held_minor=0) | Q(payment__isnull=False, attempt__isnull=False),
                name="dispute_of_a_payment_or_of_nothing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="dispute_open",
                condition=Q(state__in=["warning", "needs_response", "under_review"]),
            ),
        ]

    def __str__(self) -> str:
        words = {"amount": money_text(self.amount), "provider": self.provider.capitalize()}
        return gettext("%(amount)s at %(provider)s") % words

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def withdrawn(self) -> Money:
        return Money(self.withdrawn_minor, self.currency)

    @property
    def fee(self) -> Money:
        return Money(self.fee_minor, self.currency)

    @property
    def counts(self) -> Money:
        """Reads the payment."""
        return Money(self.counts_minor, self.payment.currency if self.payment else self.currency)

    @property
    def uncovered(self) -> Money:
        """What was taken and belongs to no party of the payment: the market's own loss, should it be lost."""
        return Money(self.counts_minor - self.held_minor, self.counts.currency)


class DisputeShare(models.Model):
    """What a dispute holds of a party's money while it is open, and what the party has paid when it is lost. In the
    payment's currency."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="shares")
    party = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=20)
    amount_minor = MinorField()
    currency = CurrencyField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dispute", "party", "kind"], name="dispute_share_once")]

    def __str__(self) -> str:
        return f"{self.party} {self.kind}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


class DisputeFile(models.Model):
    """A picture or PDF that goes with our answer. The file lies apart from public media, by its digest."""

    class Shows(models.TextChoices):
        DELIVERY = "delivery", pgettext_lazy("evidence", "that it was delivered")
        MESSAGES = "messages", pgettext_lazy("evidence", "messages with the shopper")
        OTHER = "other", pgettext_lazy("evidence", "something else")

    public_id = PublicIdField("evd")
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="files")
    shows = models.CharField(max_length=12, choices=Shows.choices)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=4)
    size_bytes = models.PositiveIntegerField()
    actor = models.CharField(max_length=80)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["dispute", "shows"], name="dispute_file_once")]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.shows}"


class FraudWarning(models.Model):
    """A bank's word that a charge was not its card holder's; it moves nothing, and a dispute may follow."""

    attempt = models.ForeignKey(
        "payments.PaymentAttempt", on_delete=models.PROTECT, null=True, blank=True, related_name="fraud_warnings"
    )
    provider = models.CharField(max_length=20)
    provider_ref = models.CharField(max_length=120)
    charge_ref = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["provider", "provider_ref"], name="fraud_warning_once")]

    def __str__(self) -> str:
        return f"{self.provider} {self.kind}"
