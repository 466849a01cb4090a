"""An order's page, with the ways of paying that stand on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from payments.domain.choosing import choices
from payments.domain.methods import methods_for
from payments.queries import transfers

from ..domain import pay
from ..models import Order
from ..queries import order_page


def shown(request: HttpRequest, order: Order, *, slip_error: str = "", status: int = 200) -> HttpResponse:
    """The page of an order that `order_rows.load` brought."""
    words: dict[str, Any] = {"order": order_page.page(order), "slip_error": slip_error}
    if order.is_to_be_paid:
        waiting = transfers.open_transfer(order.payment)
        words |= {
            "payment_methods": choices(methods_for(pay.purchase(order)), order.method),
            "transfer": transfers.sheet(waiting) if waiting else None,
        }
    return render(request, "orders/order.html", words, status=status)
