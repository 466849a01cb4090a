"""Lives of an order (its money side) and of a seller order (its goods side)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from commerce.kernel.states import transitions


class OrderState(TextChoices):
    PENDING = "pending", _("waiting for payment")
    CONFIRMED = "confirmed", _("payment promised")
    PAID = "paid", _("paid")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("not paid in time")
    UNFILLABLE = "unfillable", _("paid, but sold out")


ORDER_MOVES = transitions(
    {
        OrderState.PENDING: {
            OrderState.CONFIRMED,
            OrderState.PAID,
            OrderState.CANCELLED,
            OrderState.EXPIRED,
            OrderState.UNFILLABLE,
        },
        # Paid after all: filled if the goods are still there, refunded otherwise.
        OrderState.EXPIRED: {OrderState.CONFIRMED, OrderState.PAID, OrderState.UNFILLABLE},
        # The goods go out before the money comes: it is set aside, or paid on delivery.
        OrderState.CONFIRMED: {OrderState.PAID, OrderState.CANCELLED},
        OrderState.PAID: {OrderState.CANCELLED},
        OrderState.CANCELLED: set(),
        OrderState.UNFILLABLE: set(),
    }
)

# Orders whose goods are the shopper's and are packed and sent.
ACCEPTED = (OrderState.CONFIRMED, OrderState.PAID)


class SellerOrderState(TextChoices):
    PENDING = "pending", _("waiting for payment")
    CONFIRMED = "confirmed", _("being packed")
    SHIPPED = "shipped", _("on its way")
    DELIVERED = "delivered", _("delivered")
    RETURNED = "returned", _("came back")
    CANCELLED = "cancelled", _("cancelled")


SELLER_ORDER_MOVES = transitions(
    {
        SellerOrderState.PENDING: {SellerOrderState.CONFIRMED, SellerOrderState.CANCELLED},
        SellerOrderState.CONFIRMED: {SellerOrderState.SHIPPED, SellerOrderState.CANCELLED},
        SellerOrderState.SHIPPED: {SellerOrderState.DELIVERED, SellerOrderState.RETURNED},
        SellerOrderState.DELIVERED: set(),
        SellerOrderState.RETURNED: set(),
        SellerOrderState.CANCELLED: set(),
    }
)
