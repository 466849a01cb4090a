"""States and histories in the staff's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text
from commerce.kernel.staff import named

from ..models import OrderEvent
from ..states import OrderState, SellerOrderState

ORDER_KINDS = {
    "pending": "wait",
    "confirmed": "pack",
    "paid": "done",
    "cancelled": "stop",
    "expired": "stop",
    "unfillable": "stop",
}
PARCEL_KINDS = {"pending": "wait", "confirmed": "wait", "shipped": "move", "delivered": "done", "returned": "stop",
                "cancelled": "stop"}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One line of a timeline."""

    title: str
    text: str
    actor: str
    at: datetime


def history(events: Iterable[OrderEvent]) -> list[Entry]:
    """The timeline, newest last, with the names of the members of staff in it: one query for all of them."""
    found = list(events)
    who = named(event.actor for event in found)
    return [Entry(title_of(event), event.reason, who[event.actor], event.at) for event in found]


def title_of(event: OrderEvent) -> str:
    if event.kind == "order":
        return _("Order: %(state)s") % {"state": OrderState(event.after).label}
    if event.kind == "parcel":
        return _("Parcel %(part)s: %(state)s") % {
            "part": event.part.position if event.part else "",
            "state": SellerOrderState(event.after).label,
        }
    if event.kind == "refund":
        amount = Money(event.data.get("minor", 0), event.order.currency)
        return _("Refund of %(amount)s asked for") % {"amount": money_text(amount)}
    if event.kind in ("disputed", "dispute_ended"):
        words = _("Dispute of %(amount)s opened") if event.kind == "disputed" else _("Dispute of %(amount)s ended")
        return words % {"amount": event.data.get("amount", "")}
    return {"placed": _("Order placed"), "reopened": _("Downloads opened again")}.get(event.kind, event.kind)
