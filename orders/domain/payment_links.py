"""A link by which somebody is asked to pay an order: the shopper in a chat, or whoever pays for them."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.kernel.errors import Conflict
from payments.domain import payment_requests
from payments.models import PaymentRequest

from ..models import Order
from ..states import OrderState
from . import pay

MINUTES_A_DAY = 24 * 60


def ask(*, order: Order, days: int, actor: str, note: str = "") -> PaymentRequest:
    """The order's open link, made when there is none. Its goods are kept as long as a new one is open. Raises Conflict
    for an order that is not to be paid, Refused for too many days."""
    with transaction.atomic():
        locked = Order.objects.select_for_update(of=("self",)).select_related("payment").get(pk=order.pk)
        if not locked.is_to_be_paid or not locked.total_minor:
            raise Conflict(_("There is nothing to pay here any more."))
        made = payment_requests.lead(
            payment=locked.payment, description=_("Order %(number)s") % {"number": locked.number}, days=days,
            note=note, actor=actor, pay_url=lambda token: reverse("orders:requested_payment", args=[token]),
        )  # fmt: skip
        if locked.state == OrderState.PENDING:
            pay.keep(order=locked, minutes=days * MINUTES_A_DAY)
        return made
