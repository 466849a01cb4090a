"""Unpaid orders end with their hold, by the database's clock."""

from django.db import transaction

from catalog.domain import reservations
from commerce.jobs.domain import announce
from commerce.kernel.clock import DatabaseNow
from payments.domain import closing
from payments.states import PaymentState

from ..models import Order
from ..states import OrderState
from .moves import move

HAS_MONEY = (PaymentState.AUTHORISED, PaymentState.CAPTURED)


def overdue() -> list[str]:
    """Public ids of unpaid orders past their time."""
    late = Order.objects.filter(state=OrderState.PENDING, due_until__lt=DatabaseNow()).order_by("due_until")
    return list(late.values_list("public_id", flat=True)[:200])


def expire(*, order: Order) -> bool:
    """End one overdue unpaid order; a payment that still arrives is filled or given back. False when it is not due."""
    with transaction.atomic():
        locked = Order.objects.select_for_update().filter(pk=order.pk, due_until__lt=DatabaseNow()).first()
        if locked is None or locked.state != OrderState.PENDING or locked.payment.state in HAS_MONEY:
            return False
        move(locked, OrderState.EXPIRED, actor="shop")
        reservations.release(checkout=locked.checkout)
        closing.close_all(payment=locked.payment, actor="shop")
        announce("orders.expired", order=locked.public_id)
    return True
