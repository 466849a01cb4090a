"""The one function of this app that moves a state; each move is an entry of the order's timeline."""

from typing import TypeVar

from commerce.kernel import states

from ..models import Order, OrderEvent, SellerOrder
from ..models.event import Audience

Moved = TypeVar("Moved", Order, SellerOrder)


def move(
    row: Moved, to: str, *, actor: str, reason: str = "", audience: str = Audience.EVERYONE, is_locked: bool = False,
    **changes: object,
) -> Moved:  # fmt: skip
    """Move an order or a seller order to state `to` and set `changes` with it. `is_locked` is that of
    `kernel.states.move`. Raises IllegalMove."""

    def record(moved: Moved, before: str, after: str) -> None:
        part = None if isinstance(moved, Order) else moved
        order_id = moved.pk if isinstance(moved, Order) else moved.order_id
        kind = "order" if part is None else "parcel"
        OrderEvent.objects.create(
            order_id=order_id, part=part, kind=kind, before=before, after=after, actor=actor, reason=reason[:300],
            audience=audience,
        )  # fmt: skip

    return states.move(row, to, record=record, changes=changes, is_locked=is_locked)


def note(
    order: Order, kind: str, *, actor: str, reason: str = "", audience: str = Audience.EVERYONE, **data: object
) -> None:
    """An entry that is not a change of state."""
    OrderEvent.objects.create(order=order, kind=kind, actor=actor, reason=reason[:300], audience=audience, data=data)
