"""What an order notes when its shopper's bank takes the payment back, and when that has ended."""

from commerce.kernel.money_text import money_text
from payments.models import Dispute
from payments.states import DISPUTES_OPEN, DisputeState

from ..models import Order
from ..models.event import Audience
from ..states import OrderState
from . import refunds
from .moves import note

# The shopper learns it from the bank, which is where they asked.
READERS = Audience.SELLER


def opened(*, order: Order, dispute: Dispute) -> None:
    _note(order, dispute, "disputed")


def ended(*, order: Order, dispute: Dispute) -> None:
    """The timeline tells how. What was won for an order that had been cancelled meanwhile goes back."""
    if dispute.state in DISPUTES_OPEN:
        return  # taken up again since; that is told by itself
    _note(order, dispute, "dispute_ended")
    if dispute.state == DisputeState.WON and order.state in (OrderState.CANCELLED, OrderState.UNFILLABLE):
        key = f"won:{dispute.public_id}:{int(dispute.asked_at.timestamp())}"
        refunds.refund_rest(order=order, actor="shop", reason="the order was cancelled, and a dispute won", key=key)


def _note(order: Order, dispute: Dispute, kind: str) -> None:
    note(
        order, kind, actor="shop", reason=dispute.get_state_display(), audience=READERS, dispute=dispute.public_id,
        amount=money_text(dispute.amount), state=dispute.state,
    )  # fmt: skip
