"""A payment request: a link, and a QR code of it, by which somebody is asked to pay."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField, StateField, state_check
from commerce.kernel.ids import new_token
from commerce.kernel.money import Money

from ..states import REQUEST_MOVES, RequestState


class PaymentRequest(models.Model):
    """Whoever has the address, which holds `token`, sees what is asked for and may pay it.

    Without a `pay_url` it asks for an amount, and its payment is its own. With one it leads to the payment of
    `reference`, something of another app (an order): that app's page under `pay_url` takes the payment. `payee` is a
    seller's public id or "market"; `methods` are names of providers, none for all; `exchange` is the rate that the
    payer agreed to last, as an `Exchange` keeps itself; `receipt_to` is where they want a receipt. `ended_at` is when
    it expired or was withdrawn: one that was paid all the same was paid late. `actor` is who asked.
    """

    TRANSITIONS = REQUEST_MOVES

    public_id = PublicIdField("prq")
    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    payment = models.ForeignKey("payments.Payment", on_delete=models.PROTECT, related_name="requests")
    reference = models.CharField(max_length=40, blank=True, db_index=True)
    pay_url = models.CharField(max_length=200, blank=True)
    description = models.CharField(_("what for"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    payee = models.CharField(_("who gets it"), max_length=40, default="market")
    amount_minor = MinorField()
    currency = CurrencyField()
    methods = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    exchange = models.JSONField(null=True, blank=True)
    receipt_to = models.EmailField(max_length=255, blank=True)
    state = StateField(choices=RequestState.choices, default=RequestState.OPEN)
    actor = models.CharField(max_length=80)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)
    expires_at = models.DateTimeField(_("open until"))
    ended_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("payment request")
        verbose_name_plural = _("payment requests")
        ordering = ["-id"]
        constraints = [
            state_check(states=RequestState, name="request_state_known"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="request_of_something"),
            models.UniqueConstraint(fields=["payment"], condition=Q(pay_url=""), name="request_has_own_payment"),
            models.UniqueConstraint(fields=["payment"], condition=Q(state="open"), name="one_open_request"),
        ]
        indexes = [models.Index(fields=["expires_at"], name="request_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return self.description

    def get_absolute_url(self) -> str:
        return reverse("pay:request", args=[self.token])

    @property
    def address(self) -> str:
        """The whole address, for a letter, a chat or a QR code."""
        return f"{settings.SITE_URL}{self.get_absolute_url()}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def is_for_amount(self) -> bool:
        """Whether it asks for an amount by itself, and not for the payment of something else."""
        return not self.pay_url

    @property
    def was_late(self) -> bool:
        return self.state == RequestState.PAID and self.ended_at is not None
