"""Digital lines: their files are there as soon as the order is paid; fetching one is what delivers it."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, Value, When
from django.db.models.expressions import CombinedExpression
from django.utils.translation import gettext as _

from catalog.models import Download
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import NotFound

from ..errors import DownloadClosed
from ..models import Order, OrderLine, SellerOrder
from ..states import OrderState, SellerOrderState
from . import fulfil
from .moves import note

log = logging.getLogger("shop.order")


def fetch(*, order: Order, download: str, actor: str) -> Download:
    """The file `download` (public id) of one of the order's paid lines, for handing out now.

    Every time is counted. The first is written down: from then on the order cannot be cancelled, and a parcel of
    nothing but downloads counts as delivered. Raises NotFound when the file is not part of the order or the order is
    not paid, DownloadClosed when its time is over or it was handed out often enough.
    """
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        file = Download.objects.filter(public_id=download).first()
        lines = _lines(locked, file)
        if file is None or not lines:
            raise NotFound(_("There is no such file in this order."))
        line = _open(lines, file)
        _count(line, file)
        if line.fetched_at is None:
            OrderLine.objects.filter(pk=line.pk).update(fetched_at=DatabaseNow())
            note(locked, "fetched", actor=actor, file=file.public_id)
            _deliver(line.part, actor)
    log.info("file fetched", extra={"order": locked.number, "file": file.public_id})
    return file


def reopen(*, order: Order, actor: str, reason: str) -> None:
    """Hand out the order's files as often and as long again, from now on. Raises NotFound when it has none to give."""
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        lines = OrderLine.objects.filter(order=locked, is_digital=True).exclude(part__state=SellerOrderState.CANCELLED)
        if locked.state != OrderState.PAID or not lines.update(fetches={}, fetch_until=until()):
            raise NotFound(_("There is nothing to download in this order."))
        note(locked, "reopened", actor=actor, reason=reason)


def until() -> CombinedExpression:
    """The end of the time that begins now."""
    return DatabaseNow() + timedelta(days=settings.DOWNLOAD_DAYS)


def _lines(order: Order, file: Download | None) -> list[OrderLine]:
    """The order's paid lines that the file belongs to, each with `is_late` by the database's clock."""
    if file is None or order.state != OrderState.PAID:
        return []
    lines = OrderLine.objects.select_related("part").filter(
        order=order, is_digital=True, variant__product_id=file.product_id
    )
    late = Case(When(fetch_until__lte=DatabaseNow(), then=Value(True)), default=Value(False))
    return list(lines.exclude(part__state=SellerOrderState.CANCELLED).annotate(is_late=late))


def _open(lines: list[OrderLine], file: Download) -> OrderLine:
    on_time = [line for line in lines if not line.is_late]  # type: ignore[attr-defined]
    if not on_time:
        raise DownloadClosed(_("The time to download this is over. Ask the stall, or us, to open it again."))
    for line in on_time:
        if line.times_left(file.public_id):
            return line
    words = _("This was downloaded %(times)d times, which is all. Ask the stall, or us, to open it again.")
    raise DownloadClosed(words % {"times": settings.DOWNLOAD_TIMES})


def _count(line: OrderLine, file: Download) -> None:
    """Under the order's lock, which every writer of the counts holds."""
    line.fetches[file.public_id] = line.fetches.get(file.public_id, 0) + 1
    OrderLine.objects.filter(pk=line.pk).update(fetches=line.fetches)


def _deliver(part: SellerOrder, actor: str) -> None:
    if part.is_digital and part.state == SellerOrderState.CONFIRMED:
        fulfil.deliver(part=fulfil.send_out(part=part, actor=actor), actor=actor)
