"""Moves what a step of an order has just written to the time it is said to have happened at.

Everything writes the database's present time. Whatever is not older than `since` was written by this step; it is moved
back by the same span, deadlines too. The timeline of orders refuses changes; its guard is lifted for this one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pgtrigger
from django.db.models import Case, DateTimeField, F, Model, Q, QuerySet, When

from cart.models import Cart, CartLine
from catalog.models import StockMovement
from catalog.models.stock import Hold
from commerce.jobs.models import Event
from commerce.notifications.models import Email
from orders.domain.place_order import FIRST_NUMBER
from orders.models import Checkout, CreditNote, Invoice, Order, OrderEvent, OrderLine, OrderNumber, SellerOrder
from payments.models import Payment, PaymentAttempt, PaymentEvent, Refund

GUARD = "orders.OrderEvent:order_event_append_only"
# Which rows of a table are an order's.
OF_ORDER: dict[type[Model], Callable[[Order], Q]] = {
    Order: lambda order: Q(pk=order.pk),
    OrderNumber: lambda order: Q(pk=int(order.number) - FIRST_NUMBER),
    OrderEvent: lambda order: Q(order=order),
    SellerOrder: lambda order: Q(order=order),
    OrderLine: lambda order: Q(order=order),
    Invoice: lambda order: Q(part__order=order),
    Cart: lambda order: Q(pk=order.cart_id),
    CartLine: lambda order: Q(cart=order.cart_id),
    Checkout: lambda order: Q(cart=order.cart_id),
    Hold: lambda order: Q(checkout=order.checkout),
    StockMovement: lambda order: Q(reference__in=order.parts.values("public_id")),
    Payment: lambda order: Q(pk=order.payment_id),
    PaymentAttempt: lambda order: Q(payment=order.payment_id),
    PaymentEvent: lambda order: Q(payment=order.payment_id),
    Refund: lambda order: Q(payment=order.payment_id),
    CreditNote: lambda order: Q(part__order=order),
    Email: lambda order: Q(reference=order.public_id),
}
# Where a step leaves a time behind.
WRITES: dict[str, tuple[type[Model], ...]] = {
    "place": (Order, OrderNumber, OrderEvent, Cart, CartLine, Checkout, Hold, Payment, PaymentEvent),
    "pay": (Order, OrderEvent, Cart, Hold, StockMovement, Invoice, Payment, PaymentAttempt, PaymentEvent, Email),
    "fetch": (OrderEvent, OrderLine, SellerOrder, StockMovement),
    "ship": (OrderEvent, SellerOrder, StockMovement, Email),
    "deliver": (OrderEvent, SellerOrder),
    "expire": (Order, OrderEvent),
    "cancel": (Order, OrderEvent, StockMovement, PaymentEvent, Refund, CreditNote, Email),
    "invite": (Email,),
    "refund": (OrderEvent, PaymentEvent, Refund, CreditNote, Email),
}


def backdate(order: Order, verb: str, *, since: datetime, by: timedelta) -> None:
    """Move what the step `verb` wrote for `order` at or after `since`, and events of that time, back by `by`."""
    with pgtrigger.ignore(GUARD):
        for model in WRITES[verb]:
            _move(model._default_manager.filter(OF_ORDER[model](order)), since, by)
        _move(Event.objects.filter(created_at__gte=since), since, by)


def _move(rows: QuerySet[Any], since: datetime, by: timedelta) -> None:
    names = [field.name for field in rows.model._meta.fields if isinstance(field, DateTimeField)]
    rows.update(**{name: Case(When(**{f"{name}__gte": since}, then=F(name) - by), default=F(name)) for name in names})
