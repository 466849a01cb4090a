"""Paying by bank transfer: accounts of the market, transfers that are waited for, and slips that shoppers showed."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField, StateField, state_check
from commerce.kernel.money import Money

from ..states import TRANSFER_MOVES, TransferState


class BankAccount(models.Model):
    """An account of the market that shoppers transfer to. The first that is on, in the order's currency, is shown."""

    bank = models.CharField(_("bank"), max_length=80)
    branch = models.CharField(_("branch or routing number"), max_length=80, blank=True)
    holder = models.CharField(_("account holder"), max_length=120)
    number = models.CharField(_("account number"), max_length=60)
    currency = CurrencyField(_("currency"))
    is_on = models.BooleanField(_("shown to shoppers"), default=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.bank}, {self.number}"


class BankTransfer(models.Model):
    """A transfer that an attempt waits for. `code` is what the shopper writes into it; no two have the same, ever.
    The account's columns are what the shopper was shown. `bank_ref` is the bank's number for money that came, `why`
    a reason or note of `actor`, who judged last."""

    TRANSITIONS = TRANSFER_MOVES

    public_id = PublicIdField("trf")
    attempt = models.OneToOneField("payments.PaymentAttempt", on_delete=models.PROTECT, related_name="transfer")
    code = models.CharField(max_length=12, unique=True)
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="+")
    state = StateField(choices=TransferState.choices, default=TransferState.WAITING)
    received_minor = MinorField(null=True, blank=True)
    currency = CurrencyField()
    bank_ref = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=300, blank=True)
    actor = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)
    shown_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("bank transfer")
        verbose_name_plural = _("bank transfers")
        ordering = ["-id"]
        constraints = [
            state_check(states=TransferState, name="transfer_state_known"),
            models.CheckConstraint(
                condition=Q(received_minor=None) | Q(received_minor__gt=0), name="transfer_of_something"
            ),
            models.UniqueConstraint(fields=["account", "bank_ref"], condition=~Q(bank_ref=""), name="bank_ref_once"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def shown_code(self) -> str:
        """In two groups, for people to copy."""
        return f"{self.code[:4]} {self.code[4:]}"

    @property
    def received(self) -> Money | None:
        return None if self.received_minor is None else Money(self.received_minor, self.currency)


class Slip(models.Model):
    """A picture or PDF that a shopper showed for a transfer. The file lies apart from public media, by its digest."""

    public_id = PublicIdField("slp")
    transfer = models.ForeignKey(BankTransfer, on_delete=models.PROTECT, related_name="slips")
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=4)
    size_bytes = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["transfer", "digest"], name="slip_once")]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.kind}"
