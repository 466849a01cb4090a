"""How far an order and its parcels are, in a word and as steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Order, SellerOrder
from ..states import OrderState, SellerOrderState

GOOD, WAIT, BAD = "good", "wait", "bad"
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
    if order.state != OrderState.PAID:
        return Badge(BAD, str(OrderState(order.state).label).capitalize())
    states = {part.state for part in order.parts.all()} - {SellerOrderState.CANCELLED}
    if states == {SellerOrderState.DELIVERED}:
        return Badge(GOOD, _("Delivered"))
    if all(part.is_digital for part in order.parts.all()) and len(states) == 1 and (state := states.pop()) in DIGITAL:
        return Badge(GOOD, str(DIGITAL[state]))
    if states == {SellerOrderState.CONFIRMED}:
        return Badge(GOOD, _("Paid, being packed"))
    return Badge(GOOD, _("On its way"))


def part_badge(part: SellerOrder, order: Order) -> Badge:
    if order.state in (OrderState.EXPIRED, OrderState.CANCELLED, OrderState.UNFILLABLE):
        return Badge(BAD, _("Cancelled"))
    if part.is_digital and part.state in DIGITAL:
        return Badge(GOOD, str(DIGITAL[part.state]))
    kinds = {SellerOrderState.PENDING: WAIT, SellerOrderState.CANCELLED: BAD}
    return Badge(kinds.get(SellerOrderState(part.state), GOOD), str(SellerOrderState(part.state).label).capitalize())


def steps(part: SellerOrder, order: Order) -> list[Happening]:
    if order.state not in (OrderState.PENDING, OrderState.PAID) or part.state == SellerOrderState.CANCELLED:
        return []
    reached = [order.placed_at, order.paid_at, part.shipped_at, part.delivered_at]
    titles = [_("Ordered"), _("Paid, being packed"), _("On its way"), _("Delivered")]
    if part.is_digital:
        reached, titles = [*reached[:2], part.delivered_at], [titles[0], _("Ready to download"), _("Downloaded")]
    last = max(i for i, at in enumerate(reached) if at)
    state = ["done" if i < last else "now" if i == last else "next" for i in range(len(reached))]
    return [Happening(state[i], titles[i], "", reached[i]) for i in range(len(reached))]
