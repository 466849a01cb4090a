"""The rows of an order and of all that belongs to it: four statements that are put together once, and one more where
there are files."""

from collections import defaultdict

from django.db.models import QuerySet, prefetch_related_objects

from commerce.kernel.prepared import Prepared, attach

from ..models import Order, OrderEvent, OrderLine, SellerOrder


def _orders(*, public_id: str) -> QuerySet[Order]:
    return Order.objects.filter(public_id=public_id).select_related("payment")


def _parts(*, order: int) -> QuerySet[SellerOrder]:
    return SellerOrder.objects.filter(order=order).select_related("seller", "invoice")


def _lines(*, order: int) -> QuerySet[OrderLine]:
    return OrderLine.objects.filter(order=order).select_related("variant__product__lead_picture")


def _events(*, order: int) -> QuerySet[OrderEvent]:
    return OrderEvent.objects.filter(order=order)


ORDER = Prepared[Order](_orders, public_id=str)
PARTS = Prepared[SellerOrder](_parts, order=int)
LINES = Prepared[OrderLine](_lines, order=int)
EVENTS = Prepared[OrderEvent](_events, order=int)


def load(*, public_id: str) -> Order | None:
    """The order with its payment, parts, lines, goods, files and events."""
    order = ORDER.first(public_id=public_id)
    if order is None:
        return None
    parts, lines = PARTS.ask(order=order.pk), LINES.ask(order=order.pk)
    files_of = [line.variant.product for line in lines if line.is_digital and line.variant]
    prefetch_related_objects(files_of, "downloads")
    own: dict[int, list[OrderLine]] = defaultdict(list)
    for line in lines:
        own[line.part_id].append(line)
    for part in parts:
        part.order = order
        attach(part, "lines", own[part.pk])
    attach(order, "parts", parts)
    attach(order, "events", EVENTS.ask(order=order.pk))
    return order
