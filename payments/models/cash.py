"""Cash on delivery: what a shopper promised, what is to be collected for each parcel, and what couriers passed on."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField, StateField, state_check
from commerce.kernel.money import Money

from ..states import COLLECTION_MOVES, PROMISE_MOVES, CollectionState, PromiseState


class CashPromise(models.Model):
    """An attempt whose money is to be paid at the door. `score` says how likely nobody opens it, `signs` why; from a
    score on somebody calls the shopper first. `calls` counts the calls that nobody answered."""

    TRANSITIONS = PROMISE_MOVES

    public_id = PublicIdField("cod")
    attempt = models.OneToOneField("payments.PaymentAttempt", on_delete=models.PROTECT, related_name="promise")
    phone = models.CharField(max_length=20, db_index=True)
    email = models.CharField(max_length=255, db_index=True)
    score = models.PositiveSmallIntegerField()
    signs = models.JSONField(default=list, blank=True)
    state = StateField(choices=PromiseState.choices, default=PromiseState.TO_CONFIRM)
    calls = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=300, blank=True)
    actor = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("cash on delivery")
        verbose_name_plural = _("cash on delivery")
        ordering = ["-id"]
        constraints = [state_check(states=PromiseState, name="promise_state_known")]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.phone}"


class Remittance(models.Model):
    """What a courier passed on: `received_minor` came to the bank, `fee_minor` the courier kept. Together they are the
    cash of its collections. `number` is the courier's, and stands for one remittance only."""

    public_id = PublicIdField("rem")
    courier = models.CharField(_("courier"), max_length=60)
    number = models.CharField(_("the courier's number"), max_length=80)
    currency = CurrencyField()
    received_minor = MinorField()
    fee_minor = MinorField(default=0)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("remittance")
        verbose_name_plural = _("remittances")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["courier", "number"], name="remittance_once"),
            models.CheckConstraint(condition=Q(received_minor__gte=0, fee_minor__gte=0), name="remittance_amounts"),
        ]

    def __str__(self) -> str:
        return f"{self.courier} {self.number}"

    @property
    def received(self) -> Money:
        return Money(self.received_minor, self.currency)


class Collection(models.Model):
    """The cash of one parcel. `reference` is the parcel's id in the app above, `tracking` the courier's of it."""

    TRANSITIONS = COLLECTION_MOVES

    public_id = PublicIdField("col")
    promise = models.ForeignKey(CashPromise, on_delete=models.PROTECT, related_name="collections")
    reference = models.CharField(max_length=40, unique=True)
    tracking = models.CharField(max_length=80, blank=True, db_index=True)
    courier = models.CharField(max_length=60, blank=True)
    amount_minor = MinorField()
    currency = CurrencyField()
    state = StateField(choices=CollectionState.choices, default=CollectionState.EXPECTED)
    remittance = models.ForeignKey(
        Remittance, on_delete=models.PROTECT, null=True, blank=True, related_name="collections"
    )
    why = models.CharField(max_length=300, blank=True)
    actor = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("cash of a parcel")
        verbose_name_plural = _("cash of parcels")
        ordering = ["-id"]
        constraints = [
            state_check(states=CollectionState, name="collection_state_known"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="collection_of_something"),
            models.CheckConstraint(
                condition=Q(remittance=None) | Q(state="remitted"), name="collection_remitted_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


class CollectionShare(models.Model):
    """Whose the cash of a parcel is."""

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="shares")
    party = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    amount_minor = MinorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection", "party", "kind"], name="cash_share_once")]

    def __str__(self) -> str:
        return f"{self.party} {self.kind}"
