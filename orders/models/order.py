"""An order: one payment over one seller order per seller."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField, StateField, state_check
from commerce.kernel.ids import new_token
from commerce.kernel.money import Money
from payments.states import PaymentState

from ..states import ACCEPTED, ORDER_MOVES, OrderState, SellerOrderState

if TYPE_CHECKING:
    from .seller_order import SellerOrder


class Order(models.Model):
    """`token` opens the order without an account (the link in the mail). Addresses are snapshots. Amounts include
    tax; `tax_minor` is the part of the total that is tax, `fee_minor` what the way of paying costs. `exchange` is the
    rate that was agreed for paying in another currency (`Exchange.kept`): it holds for every attempt of this order.
    `due_until` is when an unpaid order gives its goods back, by the database's clock."""

    TRANSITIONS = ORDER_MOVES

    public_id = PublicIdField("ord")
    number = models.CharField(max_length=20, unique=True)
    token = models.CharField(max_length=32, default=new_token, unique=True)
    cart = models.OneToOneField("cart.Cart", on_delete=models.PROTECT, related_name="order")
    checkout = models.CharField(max_length=30, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="orders"
    )
    payment = models.OneToOneField("payments.Payment", on_delete=models.PROTECT, related_name="+")
    state = StateField(choices=OrderState.choices, default=OrderState.PENDING)
    email = models.EmailField(max_length=255)
    full_name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20)
    shipping_address = models.JSONField()
    billing_address = models.JSONField()
    currency = CurrencyField()
    goods_minor = MinorField()
    shipping_minor = MinorField()
    discount_minor = MinorField(default=0)
    fee_minor = MinorField(default=0)
    tax_minor = MinorField()
    total_minor = MinorField()
    exchange = models.JSONField(null=True, blank=True)
    method = models.CharField(max_length=20)
    notes = models.TextField(blank=True)
    terms_accepted_at = models.DateTimeField(null=True)
    due_until = models.DateTimeField(db_default=Now())
    placed_at = models.DateTimeField(db_default=Now(), db_index=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            state_check(states=OrderState, name="order_state_known"),
            models.CheckConstraint(
                condition=Q(total_minor=F("goods_minor") + F("shipping_minor") - F("discount_minor") + F("fee_minor"))
                & Q(
                    goods_minor__gte=0,
                    shipping_minor__gte=0,
                    discount_minor__gte=0,
                    fee_minor__gte=0,
                    total_minor__gte=0,
                ),
                name="order_adds_up",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-id"], name="order_of_member"),
            models.Index(fields=["due_until"], name="order_pending", condition=Q(state="pending")),
            models.Index(fields=["email"], name="order_email"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("orders:order", args=[self.public_id])

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @property
    def is_to_be_paid(self) -> bool:
        """Whether the shopper still has to pay, or to pay again: what was promised for a confirmed order can lapse."""
        return self.state == OrderState.PENDING or (
            self.state == OrderState.CONFIRMED and self.payment.state == PaymentState.DUE
        )

    def is_open_for_fetching(self, part: "SellerOrder") -> bool:
        """Whether the files of this parcel's digital lines are handed out."""
        return self.state == OrderState.PAID and part.state != SellerOrderState.CANCELLED

    @property
    def can_be_cancelled(self) -> bool:
        """Before anything was sent or downloaded, an order can still be cancelled, paid or not."""
        sent = {SellerOrderState.SHIPPED, SellerOrderState.DELIVERED}
        parts = self.parts.all()
        if self.state not in {OrderState.PENDING, *ACCEPTED} or any(part.state in sent for part in parts):
            return False
        return not any(line.fetched_at for part in parts for line in part.lines.all())


class OrderNumber(models.Model):
    """The sequence behind order numbers: its id is the number."""

    made_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.pk)
