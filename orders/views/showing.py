"""An order's page, and the ways of paying that stand on it and at checkout."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from payments.domain.methods import Method, first_open, methods_for
from payments.queries import transfers

from ..domain import pay
from ..forms import agreed_field, asked_value
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


def choices(methods: Iterable[Method], chosen: str) -> list[dict[str, Any]]:
    """The methods as radio cards: the chosen one is ticked, or else the first that can be had."""
    found = list(methods)
    usable = {method.name for method in found if not method.off}
    first = first_open(found)
    ticked = chosen if chosen in usable else first.name if first else ""
    return [
        {"value": m.name, "title": m.title, "note": m.note, "icon": m.icon, "checked": m.name == ticked, "off": m.off,
         "terms": m.terms, "asked": agreed_field(m) if m.terms else "", "asked_value": asked_value(m)}
        for m in found
    ]  # fmt: skip
