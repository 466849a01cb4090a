"""Digital lines: their files are there as soon as the order is paid; fetching one is what delivers it."""

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.models import Download
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import NotFound

from ..models import Order, OrderLine, SellerOrder
from ..states import OrderState, SellerOrderState
from . import fulfil
from .moves import note

log = logging.getLogger("shop.order")


def fetch(*, order: Order, download: str, actor: str) -> Download:
    """The file `download` (public id) of one of the order's paid lines, for handing out now.

    The first time is written down: from then on the order cannot be cancelled, and a parcel of nothing but downloads
    counts as delivered. Raises NotFound when the file is not part of the order or the order is not paid.
    """
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        file = Download.objects.filter(public_id=download).first()
        line = _line(locked, file)
        if file is None or line is None:
            raise NotFound(_("There is no such file in this order."))
        if line.fetched_at is None:
            OrderLine.objects.filter(pk=line.pk).update(fetched_at=DatabaseNow())
            note(locked, "fetched", actor=actor, file=file.public_id)
            _deliver(line.part, actor)
    log.info("file fetched", extra={"order": locked.number, "file": file.public_id})
    return file


def _line(order: Order, file: Download | None) -> OrderLine | None:
    if file is None or order.state != OrderState.PAID:
        return None
    lines = OrderLine.objects.select_related("part").filter(
        order=order, is_digital=True, variant__product_id=file.product_id
    )
    return lines.exclude(part__state=SellerOrderState.CANCELLED).first()


def _deliver(part: SellerOrder, actor: str) -> None:
    if part.is_digital and part.state == SellerOrderState.CONFIRMED:
        fulfil.deliver(part=fulfil.send_out(part=part, actor=actor), actor=actor)
