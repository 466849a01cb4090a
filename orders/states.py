"""Lives of an order (its money side) and of a seller order (its goods side)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from commerce.kernel.states import transitions


class OrderState(TextChoices):
    PENDING = "pending", _("waiting for payment")
    PAID = "paid", _("paid")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("not paid in time")
    UNFILLABLE = "unfillable", _("paid, but sold out")


ORDER_MOVES = transitions(
    {
        OrderState.PENDING: {
            OrderState.PAID,
            OrderState.CANCELLED,
            OrderState.EXPIRED,
            OrderState.UNFILLABLE,
        },
        # Paid after all: filled if the goods are still there, refunded otherwise.
        OrderState.EXPIRED: {OrderState.PAID, OrderState.UNFILLABLE},
        OrderState.PAID: {OrderState.CANCELLED},
        OrderState.CANCELLED: set(),
        OrderState.UNFILLABLE: set(),
    }
)


class SellerOrderState(TextChoices):
    PENDING = "pending", _("waiting for payment")
    CONFIRMED = "confirmed", _("being packed")
    SHIPPED = "shipped", _("on its way")
    DELIVERED = "delivered", _("delivered")
    CANCELLED = "cancelled", _("cancelled")


SELLER_ORDER_MOVES = transitions(
    {
        SellerOrderState.PENDING: {SellerOrderState.CONFIRMED, SellerOrderState.CANCELLED},
        SellerOrderState.CONFIRMED: {SellerOrderState.SHIPPED, SellerOrderState.CANCELLED},
        SellerOrderState.SHIPPED: {SellerOrderState.DELIVERED},
        SellerOrderState.DELIVERED: set(),
        SellerOrderState.CANCELLED: set(),
    }
)
