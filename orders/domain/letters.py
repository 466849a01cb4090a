"""The shop's letters about an order. Each has a name of its own, so that it is sent once whatever repeats."""

import hashlib
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from commerce.notifications.domain import declining
from commerce.notifications.domain.emails import queue_email
from commerce.notifications.models import Wanted
from payments.queries import transfers

from ..models import Order, SellerOrder
from ..queries import order_page, order_rows
from ..states import OrderState


def confirmation(*, order: Order) -> None:
    _letter(order, "order_confirmation", f"confirmation:{order.public_id}")


def cancelled(*, order: Order, reason: str) -> None:
    """Says who cancelled it: the reader, or else the shop and why."""
    back = order.payment.refund_reserved_minor
    ended = order.events.filter(kind="order", after=OrderState.CANCELLED).last()
    if ended and ended.actor == "shopper":
        reason = _("You cancelled this order.")
    elif reason:
        reason = _("The market cancelled it. Reason: %(reason)s") % {"reason": reason}
    _letter(order, "order_cancelled", f"cancelled:{order.public_id}", reason=reason, refund=Money(back, order.currency))


def refunded(*, order: Order, refund: Any) -> None:
    amount = refund.amount
    _letter(order, "order_refunded", f"refunded:{refund.public_id}", refund=amount, reason=refund.reason)


def payment_failed(*, order: Order, reason: str, attempt: str) -> None:
    pay_url = order_page.link(order)
    _letter(order, "payment_failed", f"failed:{attempt}", reason=reason, pay_url=pay_url, until=order.due_until)


def transfer(*, order: Order, reason: str = "") -> None:
    """Where to transfer to; with a `reason`, that the slip was not the right one. None when nothing is waited for."""
    waiting = transfers.open_transfer(order.payment)
    if waiting is None:
        return
    name = f"transfer:{waiting.public_id}"
    if reason:
        name += f":{hashlib.sha256(reason.encode()).hexdigest()[:12]}"
    sheet = transfers.sheet(waiting)
    _letter(order, "bank_transfer", name, transfer=sheet, reason=reason, pay_url=order_page.link(order))


def shipped(*, part: SellerOrder) -> None:
    order = part.order
    page = order_page.page(_loaded(order))
    parcel = next(parcel for parcel in page.parcels if parcel.public_id == part.public_id)
    words = {"seller_name": part.seller.name, "arrives_text": parcel.delivery["text"], "tracking": parcel.tracking}
    _letter(order, "order_shipped", f"shipped:{part.public_id}", parcels=[parcel], **words)


def review_invitation(*, order: Order) -> None:
    """Asks for reviews of what has arrived and is not reviewed yet. None when there is nothing of the kind, nor to who
    does without such mails."""
    if declining.is_declined(address=order.email, kind=Wanted.REVIEWS):
        return
    page = order_page.page(_loaded(order))
    lines = [line for parcel in page.parcels for line in parcel.lines if line["review"] and not line["review"].badge]
    if lines:
        things = [line | {"review_url": order_page.link_to(order, line["review"].url)} for line in lines]
        stop_url = order_page.link(order, "orders:invitations")
        _letter(order, "review_invitation", f"review:{order.public_id}", things=things, stop_url=stop_url)


def _letter(order: Order, template: str, dedupe: str, *, parcels: list[Any] | None = None, **context: Any) -> None:
    page = order_page.page(_loaded(order))
    if parcels is not None:
        page = order_page.replace_parcels(page, parcels)
    shop = {"name": settings.SHOP_NAME, "country": settings.SHOP_COUNTRY, "currency": settings.SHOP_CURRENCY}
    words = {"order": page, "order_url": order_page.link(order), "shop": shop, "site_url": settings.SITE_URL}
    queue_email(template=template, to=order.email, context=words | context, dedupe=dedupe, reference=order.public_id)


def _loaded(order: Order) -> Order:
    found = order_rows.load(public_id=order.public_id)
    assert found is not None
    return found
