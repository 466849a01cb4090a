"""One seller's part of an order, with its own state, lines and delivery."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from catalog.models.handling import Hazard
from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField, StateField, state_check
from commerce.kernel.money import Money

from ..states import SELLER_ORDER_MOVES, SellerOrderState

UNLIMITED = 999_999


class SellerOrder(models.Model):
    TRANSITIONS = SELLER_ORDER_MOVES

    public_id = PublicIdField("sor")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="parts")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    state = StateField(choices=SellerOrderState.choices, default=SellerOrderState.PENDING)
    currency = CurrencyField()
    goods_minor = MinorField()
    shipping_minor = MinorField()
    tax_minor = MinorField()
    commission_minor = MinorField(default=0)
    arrives_from_date = models.DateField(null=True, blank=True)
    arrives_to_date = models.DateField(null=True, blank=True)
    carrier = models.CharField(max_length=60, blank=True)
    tracking_number = models.CharField(max_length=80, blank=True)
    tracking_url = models.URLField(blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    # Nothing in it needs a parcel: its files are fetched.
    is_digital = models.BooleanField(_("downloads only"), default=False)
    packages = models.PositiveSmallIntegerField(_("packages"), default=1, db_default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            state_check(states=SellerOrderState, name="seller_order_state_known"),
            models.UniqueConstraint(fields=["order", "seller"], name="seller_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.order.number}-{self.position}"

    @property
    def total(self) -> Money:
        return Money(self.goods_minor + self.shipping_minor, self.currency)


class OrderLine(models.Model):
    """What was bought, as it was told when it was bought."""

    public_id = PublicIdField("oln")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="lines")
    part = models.ForeignKey(SellerOrder, on_delete=models.PROTECT, related_name="lines")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="+")
    variant = models.ForeignKey("catalog.Variant", on_delete=models.SET_NULL, null=True, related_name="+")
    product_title = models.CharField(max_length=255)
    option_text = models.CharField(max_length=800, blank=True)
    sku = models.CharField(max_length=255, blank=True)
    is_digital = models.BooleanField(default=False)
    hazard = models.CharField(_("dangerous"), max_length=12, choices=Hazard, default="", db_default="", blank=True)
    packages = models.PositiveSmallIntegerField(_("packages a piece"), default=1, db_default=1)
    quantity = models.PositiveIntegerField()
    unit_minor = MinorField()
    total_minor = MinorField()
    tax_rate_bp = models.PositiveIntegerField(default=0)
    tax_minor = MinorField(default=0)
    currency = CurrencyField()
    # Files: when one was first handed out, how often each was (by public id), until when they are; None is for ever.
    fetched_at = models.DateTimeField(null=True, blank=True)
    fetches = models.JSONField(default=dict, blank=True, db_default=Value({}, models.JSONField()))
    fetch_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total_minor=F("unit_minor") * F("quantity"), quantity__gt=0, unit_minor__gte=0),
                name="order_line_adds_up",
            ),
            models.CheckConstraint(condition=Q(packages__gte=1), name="order_line_is_packed"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_title}"

    def times_left(self, file: str) -> int:
        """How often a file (public id) is still handed out; UNLIMITED for what was paid before files were counted."""
        if self.fetch_until is None:
            return UNLIMITED
        return max(settings.DOWNLOAD_TIMES - self.fetches.get(file, 0), 0)

    @property
    def unit(self) -> Money:
        return Money(self.unit_minor, self.currency)

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)
