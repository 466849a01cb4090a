"""How far an order and its parcels are, in a word and as steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Order, SellerOrder
from ..states import ACCEPTED, OrderState, SellerOrderState

# Kinds of badges (templates/components/_badge.html).
PACK, DONE, WAIT, MOVE, STOP = "pack", "done", "wait", "move", "stop"
PART_KINDS: Mapping[str, str] = {
    SellerOrderState.PENDING: WAIT,
    SellerOrderState.CONFIRMED: PACK,
    SellerOrderState.SHIPPED: MOVE,
    SellerOrderState.DELIVERED: DONE,
    SellerOrderState.RETURNED: STOP,
    SellerOrderState.CANCELLED: STOP,
}
# Parcels that the shopper neither has nor gets.
GONE = {SellerOrderState.RETURNED, SellerOrderState.CANCELLED}
# What the states of a parcel are called when nothing in it is packed.
DIGITAL: Mapping[str, Promise] = {
    SellerOrderState.CONFIRMED: gettext_lazy("Ready to download"),
    SellerOrderState.DELIVERED: gettext_lazy("Downloaded"),
}


@dataclass(frozen=True)
class Badge:
    kind: str
    text: str


@dataclass(frozen=True)
class Happening:
    """A line of a timeline."""

    state: str
    title: str
    text: str
    at: datetime | None
    actor: str = ""


def badge(order: Order) -> Badge:
    """One word for the whole order, derived from its payment and its parcels."""
    if order.state == OrderState.PENDING:
        return Badge(WAIT, _("Waiting for payment"))
    if order.state not in ACCEPTED:
        return Badge(STOP, str(OrderState(order.state).label).capitalize())
    states = {part.state for part in order.parts.all()} - GONE
    if all(part.is_digital for part in order.parts.all()) and len(states) == 1 and (state := states.pop()) in DIGITAL:
        return Badge(DONE, str(DIGITAL[state]))
    if states == {SellerOrderState.DELIVERED}:
        return Badge(DONE, _("Delivered"))
    if states == {SellerOrderState.CONFIRMED}:
        return Badge(PACK, _("Paid, being packed") if order.state == OrderState.PAID else _("Being packed"))
    return Badge(MOVE, _("On its way"))


def part_badge(part: SellerOrder, order: Order) -> Badge:
    if order.state in (OrderState.EXPIRED, OrderState.CANCELLED, OrderState.UNFILLABLE):
        return Badge(STOP, _("Cancelled"))
    if part.is_digital and part.state in DIGITAL:
        return Badge(DONE, str(DIGITAL[part.state]))
    words = str(SellerOrderState(part.state).label).capitalize()
    return Badge(PART_KINDS[part.state], words)


def steps(part: SellerOrder, order: Order) -> list[Happening]:
    if order.state not in (OrderState.PENDING, *ACCEPTED) or part.state in GONE:
        return []
    promised = order.payment.promised_at if order.state in ACCEPTED else None
    reached = [order.placed_at, promised or order.paid_at, part.shipped_at, part.delivered_at]
    packed = _("Being packed") if promised else _("Paid, being packed")
    titles = [_("Ordered"), packed, _("On its way"), _("Delivered")]
    if part.is_digital:
        reached, titles = [*reached[:2], part.delivered_at], [titles[0], _("Ready to download"), _("Downloaded")]
    last = max(i for i, at in enumerate(reached) if at)
    arrived = last == len(reached) - 1
    state = ["done" if i < last or arrived else "now" if i == last else "next" for i in range(len(reached))]
    return [Happening(state[i], titles[i], "", reached[i]) for i in range(len(reached))]
