"""Orders whose money came and whose settling job is lost or dead: finished ten at a time (O11).

A batch is a job like any other: three tries, then a dead letter. Each order of it is one commit of its own, which looks
at the payment, takes the stock, and queues the mail (see `settle`); one that fails does not hold up the other nine.
"""

import hashlib
import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from commerce.jobs.domain import enqueue
from commerce.kernel.clock import DatabaseNow, database_now
from commerce.kernel.errors import Unavailable
from payments.states import PaymentState

from ..models import Order
from ..states import OrderState
from .settle import settle

log = logging.getLogger("shop.order")
BATCH = 10
AT_ONCE = 200
WAIT = timedelta(minutes=2)  # the order's own job and the shopper's return come first
AGAIN = timedelta(hours=1)  # a batch that is done for is not made anew before


class NotFinished(Unavailable):
    """Some orders of a batch could not be settled. Trying again is safe."""

    code = "orders_not_finished"


def left_behind() -> list[str]:
    """Public ids of orders whose money came, or was promised, two minutes ago and that nobody settled."""
    unfilled, long_ago = [OrderState.PENDING, OrderState.EXPIRED], DatabaseNow() - WAIT
    came = Q(state__in=[*unfilled, OrderState.CONFIRMED], payment__state=PaymentState.CAPTURED)
    promised = Q(state__in=unfilled, payment__state=PaymentState.AUTHORISED)
    waiting = Order.objects.filter(
        came & Q(payment__captured_at__lt=long_ago) | promised & Q(payment__promised_at__lt=long_ago)
    )
    return list(waiting.order_by("pk").values_list("public_id", flat=True)[:AT_ONCE])


def queue_batches() -> int:
    """One job for each ten of them; returns how many orders there are. The same ten are queued once an hour."""
    found = left_behind()
    hour = int(database_now().timestamp() // AGAIN.total_seconds())
    for start in range(0, len(found), BATCH):
        batch = found[start : start + BATCH]
        mark = hashlib.sha256(" ".join(batch).encode()).hexdigest()[:20]
        enqueue("orders.finish", dedupe=f"finish:{mark}:{hour}", orders=batch)
    return len(found)


def finish(*, orders: Iterable[str]) -> None:
    """Settle each order. Raises NotFinished, after the others are done, when one could not be."""
    failed = []
    for public_id in orders:
        try:
            settle(order=Order.objects.get(public_id=public_id))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one order, the others are not held up
            log.warning("order not finished", extra={"order": public_id, "error": f"{type(error).__name__}: {error}"})
            failed.append(public_id)
    if failed:
        raise NotFinished(f"not finished: {', '.join(failed)}")
