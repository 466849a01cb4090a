"""What an order notes when its shopper's bank takes the payment back, and when that has ended."""

from django.utils.translation import gettext as _

from commerce.kernel.money_text import money_text
from payments.models import Dispute
from payments.states import DisputeState

from ..models import Order
from ..models.event import Audience
from ..states import OrderState
from . import refunds
from .moves import note

# The shopper learns it from the bank, which is where they asked.
READERS = Audience.SELLER


def opened(*, order: Order, dispute: Dispute, state: str) -> None:
    """`state` is how it stood when that was told."""
    _note(order, dispute, "disputed", state)


def ended(*, order: Order, dispute: Dispute, state: str) -> None:
    """The timeline tells how. What was won for an order that had been cancelled meanwhile goes back."""
    _note(order, dispute, "dispute_ended", state)
    if dispute.state == DisputeState.WON and order.state in (OrderState.CANCELLED, OrderState.UNFILLABLE):
        key = f"won:{dispute.public_id}:{int(dispute.asked_at.timestamp())}"
        refunds.refund_rest(order=order, actor="shop", reason=_("The order had been cancelled."), key=key)


def _note(order: Order, dispute: Dispute, kind: str, state: str) -> None:
    note(
        order, kind, actor="shop", reason=str(DisputeState(state).label), audience=READERS, dispute=dispute.public_id,
        amount=money_text(dispute.amount), state=state,
    )  # fmt: skip
